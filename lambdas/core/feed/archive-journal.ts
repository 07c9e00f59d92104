import { noteBegun } from "../due.ts";
import type { FeedAt } from "./head.ts";
import { unmarkEntry } from "./marks.ts";
import type { Placed } from "./order.ts";

/** Where an entry was sealed into, or opened from. */
interface Moved {
  path: string;
  page: number;
}

/** What the attempts at one change of a feed with archives have done so far, those that lost the race too. */
export class ArchiveJournal {
  /** Keys of the documents that were written or deleted. */
  readonly documents = new Set<string>();
  /** By id, the entries of pages that were opened. */
  readonly opened = new Map<string, Moved>();
  /** By id, the entries that were sealed. */
  readonly sealed = new Map<string, Moved>();
  readonly #at: FeedAt;
  readonly #notes: string[] = [];

  constructor(at: FeedAt) {
    this.#at = at;
  }

  /**
   * Notes that these pages are about to be written: whoever does it again looks at them, and for these entries wherever
   * they are by then.
   */
  async begin(pages: number[], entries: Placed[] = []): Promise<void> {
    const { state, clock } = this.#at.ports;
    const paths = entries.map(({ path }) => path);
    const ids = entries.map(({ id }) => id);
    const feeds = pages.map((page) => `${this.#at.feed}@${page}`);
    this.#notes.push(await noteBegun(state, clock(), { paths, ids, feeds }));
  }

  /**
   * The head has what it promises: the marks of what has left its page can go.
   *
   * @param released entries that have left a page which others stay in
   */
  async end(released: { id: string; page: number }[]): Promise<void> {
    const { state } = this.#at.ports;
    const opened = Array.from(this.opened, ([id, { page }]) => ({ id, page }));
    for (const { id, page } of [...released, ...opened]) await unmarkEntry(state, this.#at.feed, id, page);
    for (const note of this.#notes) await state.delete(note);
  }
}
