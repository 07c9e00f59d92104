import type { Entry } from "../entry/entry.ts";
import { mapConcurrently, readRecord } from "../record.ts";
import { keysIn } from "./documents.ts";
import { feedFolder } from "./feed-name.ts";
import type { FeedAt } from "./head.ts";
import { isOvertaken, putLeaf, type Leaf } from "./leaf.ts";
import { labelOf } from "./feeds-of.ts";
import { byNewest, type Placed } from "./order.ts";

/** Of the entries of one page. */
const CONCURRENCY = 16;

/** The entries of one archive document (RFC 5005 §4). Its number never changes. */
interface ArchivePage extends Leaf {
  /** Newest first. */
  entries: Entry[];
  /** Ids of entries that have their place here, should they ever come back. */
  absent: string[];
}

/** What a run tells one archive page of one id. */
export interface PageStory {
  path: string;
  id: string;
  /** Where the entry stands now; undefined when it is withdrawn or left the feed. */
  standing: Placed | undefined;
}

export interface PageUpdate {
  page: number;
  /** Whether there is a page after this one. */
  hasNext: boolean;
  stories: PageStory[];
  /** Ids of entries that stand in a later page. */
  elsewhere?: readonly string[];
  /** By path, all that the run tells of: no entry of theirs stands here but for the stories. */
  told?: { has(path: string): boolean };
  /** Entries are put here, rather than changed. */
  sealing?: boolean;
  /** Every entry leaves the page. */
  opening?: boolean;
  /** The documents may not be what the page remembers. */
  compare: boolean;
  entryOf: (placed: Placed) => Promise<Entry | undefined>;
}

export const archiveFolder = (feed: string, page: number) => `${feedFolder(feed)}archive/${page}/`;
const pagesKey = (feed: string) => `feeds/${feed}/archive/`;
const pageKey = (feed: string, page: number) => `${pagesKey(feed)}${page}.json`;

/** Rewrites one archive page, until nobody else does. */
export async function updatePage(at: FeedAt, update: PageUpdate): Promise<{ documents: string[]; released: Entry[] }> {
  const { ports, edition, feed } = at;
  const { page, hasNext } = update;
  const written = new Set<string>();
  for (let { compare } = update; ; compare = true) {
    const stored = await readRecord<ArchivePage>(ports.state, pageKey(feed, page));
    const { entries, absent, released } = await turnPage(stored?.value, update);
    const label = entries[0] && labelOf(feed, entries[0]);
    const history = {
      ...(page > 1 && { previous: archiveFolder(feed, page - 1) }),
      ...(hasNext && { next: archiveFolder(feed, page + 1) }),
      current: feedFolder(feed),
    };
    const shown = { label, entries, withdrawn: [], history, folder: `archive/${page}/`, pages: 0 };
    const isShown = await at.isShown();
    const changed = await putLeaf<ArchivePage>(ports, {
      key: pageKey(feed, page),
      before: stored,
      next: { entries, absent },
      documents: isShown ? await ports.pureWork.documentsOf(feed, shown, edition) : [],
      others: keysIn(feed, shown.folder),
      compare: compare || !stored,
    });
    if (changed === "conflict") continue;
    for (const key of changed) written.add(key);
    if (await isOvertaken(at, isShown, changed)) continue;
    return { documents: [...written], released };
  }
}

/** The page after the stories. Pure, but for reading entries. */
async function turnPage(before: ArchivePage | undefined, update: PageUpdate) {
  const { stories, elsewhere = [], told, sealing, opening, entryOf } = update;
  const ids = new Set([...stories.map(({ id }) => id), ...elsewhere]);
  // Under whichever path: an article may have been moved since.
  let entries = (before?.entries ?? []).filter(({ path, id }) => !told?.has(path) && !ids.has(id));
  const absent = (before?.absent ?? []).filter((id) => !ids.has(id));
  const released: Entry[] = [];
  const given = await mapConcurrently(stories, CONCURRENCY, async ({ standing }) => standing && entryOf(standing));
  for (const [index, { id, standing }] of stories.entries()) {
    if (!standing) continue;
    const was = before?.entries.find((entry) => entry.id === id);
    const stays =
      sealing ||
      !before ||
      // An entry under a new date leaves: it may be news again.
      (was ? was.published === standing.published : before.absent.includes(id));
    const entry = given[index];
    if (entry) (stays ? entries : released).push(entry);
  }
  for (const { id, standing } of stories) {
    if (!standing && !entries.some((entry) => entry.id === id)) absent.push(id);
  }
  if (opening) {
    released.push(...entries);
    entries = [];
  }
  return { entries: entries.sort(byNewest), absent: absent.sort(), released };
}

/** Of the entries that a page has. */
export async function idsIn({ ports, feed }: FeedAt, page: number): Promise<string[]> {
  const stored = await readRecord<ArchivePage>(ports.state, pageKey(feed, page));
  return stored?.value.entries.map(({ id }) => id) ?? [];
}

/** The newest page that has entries, of those up to `last`. */
export async function newestPage(
  { ports, feed }: FeedAt,
  last: number,
): Promise<{ page: number; entries: Entry[] } | undefined> {
  for (let page = last; page > 0; page--) {
    const stored = await readRecord<ArchivePage>(ports.state, pageKey(feed, page));
    if (stored && stored.value.entries.length > 0) return { page, entries: stored.value.entries };
  }
  return undefined;
}

/** The numbers of the pages that there are. */
export function pagesOf({ ports, feed }: FeedAt): Promise<number[]> {
  return Array.fromAsync(ports.state.list(pagesKey(feed)), ({ key }) => parseInt(key.slice(pagesKey(feed).length), 10));
}

export async function removePage({ ports, feed }: FeedAt, page: number): Promise<void> {
  for (const key of keysIn(feed, `archive/${page}/`)) await ports.site.delete(key);
  await ports.state.delete(pageKey(feed, page));
}
