import type { Enacted } from "../entry/enact.ts";
import { FeedChange } from "./head.ts";

/** What one run has to tell the feeds, collected article by article. */
export class News {
  readonly changes = new Map<string, FeedChange>();
  readonly #told = new Set<string>();
  readonly #doubtful: boolean;

  /**
   * @param feeds that have to be looked at even if no article has news for them
   * @param doubtful tell of the articles that did not change, too
   */
  constructor(feeds: Iterable<string>, doubtful: boolean) {
    this.#doubtful = doubtful;
    for (const feed of feeds) this.#changeOf(feed);
  }

  tell({ path, movedFrom, outcome, standing, touched }: Enacted): void {
    const changed = outcome === "published" || outcome === "withdrawn" || touched.length > 0;
    if (outcome === "overtaken" || !(changed || this.#doubtful)) return;
    this.#told.add(path);
    if (movedFrom !== undefined) this.#told.add(movedFrom);
    for (const feed of touched) this.#changeOf(feed);
    for (const feed of standing?.feeds ?? []) this.#changeOf(feed).put(standing!.entry);
  }

  #changeOf(feed: string): FeedChange {
    const change = this.changes.get(feed) ?? new FeedChange(this.#told);
    this.changes.set(feed, change);
    return change;
  }
}
