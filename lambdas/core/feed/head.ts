import type { Entry } from "../entry/entry.ts";

/** How many entries a current document shows. */
export const CURRENT_ENTRIES = 50;
/** How many a head remembers, so that withdrawals rarely make it run dry. */
const HEAD_ENTRIES = 100;

/** The newest entries of one feed, and what its documents were when they were last written. */
export interface Head {
  /** Newest first, without a gap: every entry of the feed newer than the last of these is among them. */
  entries: Entry[];
  /** Whether these are all the entries of the feed. */
  complete: boolean;
  /** SHA-256 of each document by its key in the site store. */
  documents: Record<string, string>;
}

export const emptyHead = (): Head => ({ entries: [], complete: true, documents: {} });

/** What one run tells one feed: these entries stand in it, and no other entry of the articles that it `told` of. */
export class FeedChange {
  readonly told: ReadonlySet<string>;
  #entries: Entry[] = [];
  #overflowed = false;

  /** @param told paths of the articles that the run tells of, in whichever feed they stand */
  constructor(told: ReadonlySet<string>) {
    this.told = told;
  }

  put(entry: Entry): void {
    this.#entries.push(entry);
    // More than a head holds cannot matter: a run of a hundred thousand articles stays small.
    if (this.#entries.length > 2 * HEAD_ENTRIES) {
      this.#entries = newestFirst(this.#entries).slice(0, HEAD_ENTRIES);
      this.#overflowed = true;
    }
  }

  /** The newest of the entries that were put: all of them, unless it overflowed. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get overflowed(): boolean {
    return this.#overflowed;
  }
}

/**
 * The head after a change, or `run-dry` when too few entries are left to know the newest fifty:
 * then it has to be made again from the ledger.
 */
export function applyChange(head: Head, change: FeedChange): Head | "run-dry" {
  const oldest = head.complete ? undefined : head.entries.at(-1);
  const kept = head.entries.filter(({ path }) => !change.told.has(path));
  const added = change.entries.filter((entry) => oldest === undefined || byNewest(entry, oldest) <= 0);
  const entries = newestFirst([...kept, ...added]);
  const complete = head.complete && !change.overflowed && entries.length <= HEAD_ENTRIES;
  if (!complete && entries.length < CURRENT_ENTRIES) return "run-dry";
  return { entries: entries.slice(0, HEAD_ENTRIES), complete, documents: head.documents };
}

function newestFirst(entries: Entry[]): Entry[] {
  return entries.sort(byNewest);
}

/** Newest `published` first; two of one moment by their ids, so that the order never depends on chance. */
function byNewest(a: Entry, b: Entry): number {
  if (a.published !== b.published) return a.published > b.published ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}
