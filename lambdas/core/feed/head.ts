import type { Edition } from "../edition.ts";
import type { Entry } from "../entry/entry.ts";
import type { Ports, Store } from "../ports.ts";
import { readRecord, type Read } from "../record.ts";
import { archiveFolder } from "./archive-page.ts";
import { keysIn } from "./documents.ts";
import { SITE_FEED } from "./feed-name.ts";
import { labelOf } from "./feeds-of.ts";
import { isOvertaken, putLeaf, type Leaf } from "./leaf.ts";
import { nothing, type Newest } from "./newest.ts";
import { TOLD_WITHDRAWALS, type Tombstone } from "./order.ts";

const FEEDS = "feeds/";
const HEAD = "/head.json";

/** The newest entries of one feed, and what its documents were when they were last written. */
export interface Head extends Leaf {
  /** Of a feed with archives, all that stand in no archive document. */
  entries: Newest<Entry>;
  withdrawn: Newest<Tombstone>;
  /** How many archive documents there are; undefined for a feed without archives. */
  pages?: number;
  /** What the feed is called; undefined when it has no entries, and then there is no such feed. */
  label?: string;
}

/** One feed of a publication, about to be changed. */
export interface FeedAt {
  ports: Ports;
  edition: Edition;
  feed: string;
  /** Whether its documents are made: those of a language are not while there is no other. */
  isShown: () => Promise<boolean>;
}

export interface Updated {
  /** Keys of the documents that were written or deleted. */
  documents: string[];
  /** What it was called and what it is called now; undefined when there is no such feed. */
  label: { before: string | undefined; after: string | undefined };
}

export const emptyHead = (): Head => ({ revision: 0, entries: nothing(), withdrawn: nothing(), documents: {} });

export function readHead({ ports, feed }: Pick<FeedAt, "ports" | "feed">): Promise<Read<Head> | undefined> {
  return readRecord<Head>(ports.state, FEEDS + feed + HEAD);
}

/** Names of the feeds that there are or were: the site's always, the others once an article stood in them. */
export async function knownFeeds(state: Store): Promise<string[]> {
  const names = new Set([SITE_FEED]);
  for await (const { key } of state.list(FEEDS)) {
    if (key.endsWith(HEAD)) names.add(key.slice(FEEDS.length, -HEAD.length));
  }
  return [...names];
}

/**
 * Puts a feed's current documents and its head.
 *
 * @param before the head that `next` was made from
 * @param compare the documents may not be what the head remembers
 */
export async function putHead(
  at: FeedAt,
  before: Read<Head> | undefined,
  next: Pick<Head, "entries" | "withdrawn" | "pages">,
  compare: boolean,
): Promise<Updated | "conflict"> {
  const { ports, edition, feed } = at;
  const { entries, withdrawn, pages } = next;
  const shown = pages === undefined ? entries.items.slice(0, edition.publication.entriesPerFeed) : entries.items;
  const label = shown[0] && labelOf(feed, shown[0]);
  const exists = feed === SITE_FEED || label !== undefined;
  const documents = {
    label,
    entries: shown,
    withdrawn: withdrawn.items.slice(0, TOLD_WITHDRAWALS),
    history: pages ? { previous: archiveFolder(feed, pages) } : {},
    folder: "",
    pages: pages ?? 0,
  };
  const isShown = await at.isShown();
  const changed = await putLeaf<Head>(ports, {
    key: FEEDS + feed + HEAD,
    before,
    next: { ...next, ...(label !== undefined && { label }) },
    documents: exists && isShown ? await ports.pureWork.documentsOf(feed, documents, edition) : [],
    others: keysIn(feed, ""),
    compare,
  });
  if (changed === "conflict" || (await isOvertaken(at, isShown, changed))) return "conflict";
  return { documents: changed, label: { before: before?.value.label, after: label } };
}
