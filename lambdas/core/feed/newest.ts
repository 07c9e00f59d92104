/** The newest of many items, newest first and without a gap: every item newer than the last of these is among them. */
export interface Newest<Item> {
  items: Item[];
  /** Whether these are all that there are. */
  complete: boolean;
}

export interface Order<Item> {
  /** Negative when `a` comes before `b`; never 0 for two items, so that the order never depends on chance. */
  compare: (a: Item, b: Item) => number;
  /** How many have to be known. */
  need: number;
  /** How many are remembered, so that removals rarely make the list run dry. */
  keep: number;
}

export const nothing = <Item>(): Newest<Item> => ({ items: [], complete: true });

/**
 * The list without the items of the articles that were told of, and with those that were added, or `run-dry` when too
 * few are left to know the newest: then it has to be made again from everything.
 */
export function renew<Item extends { path: string; id: string }>(
  list: Newest<Item>,
  told: { has(path: string): boolean },
  added: Newest<Item>,
  { compare, need, keep }: Order<Item>,
): Newest<Item> | "run-dry" {
  const oldest = list.complete ? undefined : list.items.at(-1);
  // One that was moved may be remembered under the path that it had before.
  const ids = new Set(added.items.map(({ id }) => id));
  const kept = list.items.filter(({ path, id }) => !told.has(path) && !ids.has(id));
  const fitting = added.items.filter((item) => oldest === undefined || compare(item, oldest) <= 0);
  const items = [...kept, ...fitting].sort(compare);
  const complete = list.complete && added.complete && items.length <= keep;
  if (!complete && items.length < need) return "run-dry";
  return { items: items.slice(0, keep), complete };
}

/** Gathers the newest of any number of items, and never holds more than a few times as many as are remembered. */
export class Gathering<Item> {
  readonly #order: Order<Item>;
  #items: Item[] = [];
  #complete = true;

  constructor(order: Order<Item>) {
    this.#order = order;
  }

  put(item: Item): void {
    this.#items.push(item);
    const { compare, keep } = this.#order;
    if (this.#items.length <= 2 * keep) return;
    this.#items = this.#items.sort(compare).slice(0, keep);
    this.#complete = false;
  }

  get newest(): Newest<Item> {
    return { items: this.#items, complete: this.#complete };
  }
}
