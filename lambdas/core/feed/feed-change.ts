import type { Entry } from "../entry/entry.ts";
import { Gathering } from "./newest.ts";
import { latestWithdrawals, newestEntries, type Placed, type Tombstone } from "./order.ts";

/**
 * What one run tells one feed: these entries stand in it, these were withdrawn from it, and no other entry of the
 * articles told of stands in it. A run of a hundred thousand articles stays small: only the newest are held whole.
 */
export class FeedChange {
  /** By path, the ids that an article has had, before the run and after it; shared by the feeds of a run. */
  readonly told: ReadonlyMap<string, string[]>;
  /** By path, where every entry stands; kept for a feed with archives alone, which forgets none. */
  readonly standing: Map<string, Placed> | undefined;
  /** Archive pages that a run before this one may have been ended at. */
  readonly unfinished = new Set<number>();
  /** Paths of the articles that stand or stood in the feed. */
  readonly touching = new Set<string>();
  readonly #entries: Gathering<Entry>;
  readonly #withdrawn = new Gathering<Tombstone>(latestWithdrawals);

  constructor(told: ReadonlyMap<string, string[]>, entriesPerFeed: number, isArchived: boolean) {
    this.told = told;
    this.standing = isArchived ? new Map() : undefined;
    this.#entries = new Gathering(newestEntries(entriesPerFeed));
  }

  put(entry: Entry): void {
    const { path, id, published } = entry;
    this.standing?.set(path, { path, id, published });
    this.#entries.put(entry);
  }

  withdraw(tombstone: Tombstone): void {
    this.#withdrawn.put(tombstone);
  }

  /** The newest of the entries that were put. */
  get entries() {
    return this.#entries.newest;
  }

  get withdrawn() {
    return this.#withdrawn.newest;
  }
}
