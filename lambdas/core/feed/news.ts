import type { Enacted } from "../entry/enact.ts";
import type { Run } from "../run.ts";
import { FeedChange } from "./feed-change.ts";
import { isArchived } from "./feeds-of.ts";
import { RecentChange } from "./recent.ts";

/** What one run has to tell the feeds, collected article by article. */
export class News {
  readonly recent: RecentChange;
  readonly changes = new Map<string, FeedChange>();
  readonly #told = new Map<string, string[]>();
  readonly #run: Run;

  /** @param run whose feeds have to be looked at even if no article has news for them, as notes name them (`due.ts`) */
  constructor(run: Run) {
    this.#run = run;
    this.recent = new RecentChange(this.#told, run.ports.clock());
    for (const name of run.feeds) {
      const [feed = "", page] = name.split("@");
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
    // A run that trusts no document tells of the articles that did not change, too.
    if (outcome === "overtaken" || !(changed || this.#run.doubtful)) return;
    this.#told.set(path, ids);
    if (movedFrom !== undefined) this.#told.set(movedFrom, []);
    for (const feed of touched) this.#changeOf(feed).touching.add(path);
    if (standing) this.recent.put(standing.entry);
    for (const feed of standing?.feeds ?? []) this.#changeOf(feed).put(standing!.entry);
    for (const feed of withdrawn?.feeds ?? []) this.#changeOf(feed).withdraw(withdrawn!.tombstone);
  }

  /** Tells of ids by the article that has each now: under one that it has not said is its own, nothing stands. */
  tellIds(byHolder: ReadonlyMap<string, string[]>): void {
    for (const [path, ids] of byHolder) {
      const told = this.#told.get(path);
      if (told) this.#told.set(path, [...new Set([...told, ...ids])]);
    }
  }

  #changeOf(feed: string): FeedChange {
    let change = this.changes.get(feed);
    if (!change) {
      const { publication } = this.#run.edition;
      change = new FeedChange(this.#told, publication.entriesPerFeed, isArchived(feed, publication));
      this.changes.set(feed, change);
    }
    return change;
  }
}
