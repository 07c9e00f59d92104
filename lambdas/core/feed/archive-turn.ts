import type { Entry } from "../entry/entry.ts";
import { knownInLedger } from "../entry/ledger.ts";
import { mapConcurrently } from "../record.ts";
import { idsIn, newestPage, updatePage, type PageStory, type PageUpdate } from "./archive-page.ts";
import type { ArchiveJournal } from "./archive-journal.ts";
import type { FeedChange } from "./feed-change.ts";
import type { FeedAt, Head } from "./head.ts";
import { hasPage, markEntry, markPage, marksOf, type Marks } from "./marks.ts";
import { byNewest, type Placed } from "./order.ts";

const CONCURRENCY = 16;
/** Each page writes all its documents together. */
const PAGES_AT_ONCE = 8;

/** One attempt at a change of a feed with archives: which page each entry is in, and what the current document holds. */
export class ArchiveTurn {
  pages: number;
  readonly #at: FeedAt;
  readonly #head: Head;
  readonly #change: FeedChange;
  readonly #compare: boolean;
  readonly #journal: ArchiveJournal;
  /** By id, what stands in no archive page. */
  readonly #current = new Map<string, Placed>();
  /** By id, entries at hand. */
  readonly #entries: Map<string, Entry>;
  readonly #released: { id: string; page: number }[] = [];

  constructor(at: FeedAt, head: Head, change: FeedChange, compare: boolean, journal: ArchiveJournal) {
    this.#at = at;
    this.#head = head;
    this.#change = change;
    this.#compare = compare;
    this.#journal = journal;
    this.pages = head.pages ?? 0;
    const untold = head.entries.items.filter(({ path }) => !change.told.has(path));
    this.#entries = new Map([...untold, ...change.entries.items].map((entry) => [entry.id, entry]));
  }

  /**
   * Puts every entry that the change tells of where it belongs: into the page that it was archived in, else into the
   * current document.
   *
   * @param all the marks of all entries, when every page has to be looked at
   */
  async place(all: (Marks & { pages: number }) | undefined): Promise<void> {
    const marks = all ?? marksOf(this.#at.ports.state, this.#at.feed);
    const byPage = new Map<number, PageStory[]>();
    const elsewhere = new Map<number, string[]>();
    await mapConcurrently(await this.#stories(all !== undefined), CONCURRENCY, async ({ look, ...story }) => {
      const pages = look ? await marks.pagesOf(story.id) : [];
      const page = pages.at(-1);
      if (page !== undefined) byPage.set(page, [...(byPage.get(page) ?? []), story]);
      else if (story.standing) this.#current.set(story.id, story.standing);
      // An attempt before this one may have sealed it into a page whose mark a faster publisher has taken away since.
      const left = [...pages, this.#journal.sealed.get(story.id)?.page ?? []].flat().filter((each) => each !== page);
      for (const each of left) elsewhere.set(each, [...(elsewhere.get(each) ?? []), story.id]);
    });
    const { state } = this.#at.ports;
    for (const page of this.#change.unfinished) {
      if (!(await hasPage(state, this.#at.feed, page))) continue;
      // A killed run may have written its documents and not its record.
      byPage.set(page, byPage.get(page) ?? []);
      for (const id of await idsIn(this.#at, page))
        // Others had taken its mark away when a run that was killed later wrote the page: it stands elsewhere.
        if ((await marks.pagesOf(id)).at(-1) !== page) elsewhere.set(page, [...(elsewhere.get(page) ?? []), id]);
    }
    const known = this.pages;
    this.pages = Math.max(known, all?.pages ?? 0, ...byPage.keys(), ...elsewhere.keys());
    if (this.#compare) {
      while (this.pages > 0 && !(await hasPage(state, this.#at.feed, this.pages))) this.pages--;
      while (await hasPage(state, this.#at.feed, this.pages + 1)) this.pages++;
    }
    const first = all ? 1 : this.pages > known ? Math.max(1, known) : this.pages + 1;
    for (let page = first; page <= this.pages; page++) byPage.set(page, byPage.get(page) ?? []);
    for (const page of elsewhere.keys()) byPage.set(page, byPage.get(page) ?? []);
    // A run over everything needs no note: the next one looks at every page again.
    if (!all && byPage.size > 0) await this.#journal.begin([...byPage.keys()]);
    const { told } = this.#change;
    await mapConcurrently([...byPage], PAGES_AT_ONCE, ([page, stories]) =>
      this.#updatePage({ page, stories, elsewhere: elsewhere.get(page) ?? [], told, hasNext: page < this.pages }),
    );
  }

  /** What is told of each id, and whether it may have a mark. */
  async #stories(all: boolean): Promise<(PageStory & { look: boolean })[]> {
    const { told, standing, touching } = this.#change;
    const inHead = new Set(this.#head.entries.items.map(({ path }) => path));
    const stories: (PageStory & { look: boolean })[] = [];
    for (const [path, ids] of told) {
      // Even of a new article: another publisher may have been told of it too, and have archived it already.
      const look = all || this.#compare || (touching.has(path) && !inHead.has(path));
      const placed = standing?.get(path);
      for (const id of ids) stories.push({ path, id, standing: placed?.id === id ? placed : undefined, look });
    }
    for (const entry of this.#head.entries.items) {
      // A run that was killed while sealing has left entries in the head that are in a page by now.
      if (!told.has(entry.path)) stories.push({ path: entry.path, id: entry.id, standing: entry, look: this.#compare });
    }
    // A faster publisher may have sealed them into another page.
    for (const [id, { path }] of this.#journal.sealed) {
      if (told.has(path) || inHead.has(path)) continue;
      const entry = await this.#entryInLedger(path);
      stories.push({ path, id, standing: entry?.id === id ? entry : undefined, look: true });
    }
    for (const [id, { path }] of this.#journal.opened) {
      if (told.has(path) || inHead.has(path)) continue;
      const entry = await this.#entryInLedger(path);
      if (entry) this.#current.set(id, entry);
    }
    return stories;
  }

  /** Seals what is too much for the current document, and opens pages again when it holds too little. */
  async balance(): Promise<void> {
    const { entriesPerFeed } = this.#at.edition.publication;
    const perPage = Math.ceil(entriesPerFeed / 2);
    const newestFirst = [...this.#current.values()].sort(byNewest);
    const before = this.pages;
    this.pages += Math.max(0, Math.floor((newestFirst.length - entriesPerFeed) / perPage));
    const sealed: { page: number; entries: Placed[] }[] = [];
    for (let page = before + 1; page <= this.pages; page++)
      sealed.push({ page, entries: newestFirst.splice(-perPage) });
    await mapConcurrently(sealed, PAGES_AT_ONCE, ({ page, entries }) => this.#seal(entries, page));
    if (this.pages > before && before > 0) {
      await this.#journal.begin([before]);
      await this.#updatePage({ page: before, stories: [], hasNext: true });
    }

    while (this.#current.size < entriesPerFeed - perPage) {
      const newest = await newestPage(this.#at, this.pages);
      if (!newest) return;
      await this.#open(newest);
    }
  }

  /** The current document's entries, whole, newest first. */
  async currentEntries(): Promise<Entry[]> {
    const placed = [...this.#current.values()].sort(byNewest);
    return (await mapConcurrently(placed, CONCURRENCY, (one) => this.#entryOf(one))).flatMap((entry) => entry ?? []);
  }

  /** The head has what this turn has made of it. */
  async end(): Promise<void> {
    await this.#journal.end(this.#released);
  }

  async #seal(entries: Placed[], page: number): Promise<void> {
    const { state } = this.#at.ports;
    // Another publisher may seal them meanwhile; whoever does this again makes sure that they stay in one page.
    await this.#journal.begin([page], entries);
    for (const { id, path } of entries) this.#journal.sealed.set(id, { path, page });
    // The marks come first: an entry with a mark that is still in the current document is on its way.
    await markPage(state, this.#at.feed, page);
    await mapConcurrently(entries, CONCURRENCY, ({ id }) => markEntry(state, this.#at.feed, id, page));
    const stories = entries.map((standing) => ({ path: standing.path, id: standing.id, standing }));
    await this.#updatePage({ page, stories, hasNext: page < this.pages, sealing: true });
    for (const { id } of entries) this.#current.delete(id);
  }

  async #open({ page, entries }: { page: number; entries: Entry[] }): Promise<void> {
    // Until the head has them they are in no document.
    await this.#journal.begin([page], entries);
    for (const { id, path } of entries) this.#journal.opened.set(id, { path, page });
    await this.#updatePage({ page, stories: [], hasNext: page < this.pages, opening: true });
  }

  async #updatePage(update: Omit<PageUpdate, "compare" | "entryOf">): Promise<void> {
    const entryOf = (placed: Placed) => this.#entryOf(placed);
    const result = await updatePage(this.#at, { ...update, compare: this.#compare, entryOf });
    for (const key of result.documents) this.#journal.documents.add(key);
    for (const entry of result.released) {
      this.#current.set(entry.id, entry);
      this.#entries.set(entry.id, entry);
      this.#released.push({ id: entry.id, page: update.page });
    }
  }

  async #entryOf({ path, id }: Placed): Promise<Entry | undefined> {
    return this.#entries.get(id) ?? this.#entryInLedger(path);
  }

  async #entryInLedger(path: string): Promise<Entry | undefined> {
    const { state } = this.#at.ports;
    const record = await knownInLedger(state, path);
    return record?.status === "published" && record.feeds.includes(this.#at.feed) ? record.entry : undefined;
  }
}
