import type { Enacted } from "../entry/enact.ts";
import type { Publication } from "../publication.ts";
import { FeedChange } from "./feed-change.ts";
import { isArchived } from "./feeds-of.ts";
import { RecentChange } from "./recent.ts";

/** What one run has to tell the feeds, collected article by article. */
export class News {
  readonly recent: RecentChange;
  readonly changes = new Map<string, FeedChange>();
  readonly #told = new Map<string, string[]>();
  readonly #publication: Publication;
  readonly #doubtful: boolean;

  /**
   * @param feeds that have to be looked at even if no article has news for them, as notes name them (`due.ts`)
   * @param doubtful tell of the articles that did not change, too
   */
  constructor(feeds: Iterable<string>, publication: Publication, now: Date, doubtful: boolean) {
    this.recent = new RecentChange(this.#told, now);
    this.#publication = publication;
    this.#doubtful = doubtful;
    for (const noted of feeds) {
      const [feed = "", page] = noted.split("@");
      const { unfinished } = this.#changeOf(feed);
      if (page !== undefined) unfinished.add(Number(page));
    }
  }

  /** Whether there is anything to tell. */
  get isNothing(): boolean {
    return this.#told.size === 0 && this.changes.size === 0;
  }

  tell({ path, ids, movedFrom, outcome, standing, withdrawn, touched }: Enacted): void {
    const changed = outcome === "published" || outcome === "withdrawn" || touched.length > 0;
    if (outcome === "overtaken" || !(changed || this.#doubtful)) return;
    this.#told.set(path, ids);
    if (movedFrom !== undefined) this.#told.set(movedFrom, []);
    for (const feed of touched) this.#changeOf(feed).touching.add(path);
    if (standing) this.recent.put(standing.entry);
    for (const feed of standing?.feeds ?? []) this.#changeOf(feed).put(standing!.entry);
    for (const feed of withdrawn?.feeds ?? []) this.#changeOf(feed).withdraw(withdrawn!.tombstone);
  }

  #changeOf(feed: string): FeedChange {
    let change = this.changes.get(feed);
    if (!change) {
      const archived = isArchived(feed, this.#publication);
      change = new FeedChange(this.#told, this.#publication.entriesPerFeed, archived);
      this.changes.set(feed, change);
    }
    return change;
  }
}
