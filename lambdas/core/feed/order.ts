import type { Entry } from "../entry/entry.ts";
import type { Withdrawal } from "./feed.ts";
import type { Order } from "./newest.ts";

/** What is left in a feed of an article that was withdrawn. */
export interface Tombstone extends Withdrawal {
  path: string;
}

/** What decides where an entry stands in a feed. */
export type Placed = Pick<Entry, "path" | "id" | "published">;

/** How many withdrawals a current document tells of. */
export const TOLD_WITHDRAWALS = 50;

/** Newest `published` first; two of one moment by their ids. */
export function byNewest(a: Placed, b: Placed): number {
  if (a.published !== b.published) return a.published > b.published ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}

export function newestEntries(entriesPerFeed: number): Order<Entry> {
  return { compare: byNewest, need: entriesPerFeed, keep: 2 * entriesPerFeed };
}

export const latestWithdrawals: Order<Tombstone> = {
  compare: (a, b) => {
    if (a.when !== b.when) return a.when > b.when ? -1 : 1;
    if (a.id !== b.id) return a.id < b.id ? -1 : 1;
    return 0;
  },
  need: TOLD_WITHDRAWALS,
  keep: 2 * TOLD_WITHDRAWALS,
};
