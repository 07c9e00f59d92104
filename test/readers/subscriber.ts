import type { Item } from "./reader.ts";

/** Somebody who is told of a feed's changes by a hub (https://www.w3.org/TR/websub/). */
export interface Subscriber {
  name: string;
  /**
   * Finds the hub of a feed, and asks it to be told; comes back when the hub has verified that. Throws `Unavailable`
   * where there can be no such subscriber.
   */
  subscribe(url: string, folder: string): Promise<Subscribed>;
}

export interface Subscribed {
  /** What it holds, without asking for anything. */
  items(): Promise<Item[]>;
  close(): Promise<void>;
}
