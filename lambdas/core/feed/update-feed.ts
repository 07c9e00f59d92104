import type { Edition } from "../edition.ts";
import { LEDGER, type LedgerRecord } from "../entry/ledger.ts";
import type { Files, Ports, Store } from "../ports.ts";
import { digestOf, encodeRecord, readRecord } from "../record.ts";
import { documentsOf } from "./documents.ts";
import { SITE_FEED } from "./feeds-of.ts";
import type { Document } from "./feed.ts";
import { applyChange, CURRENT_ENTRIES, emptyHead, FeedChange, type Head } from "./head.ts";

const FEEDS = "feeds/";
const HEAD = "/head.json";
const headKey = (feed: string) => `${FEEDS}${feed}${HEAD}`;

/** Names of the feeds that there are: the site's always, the others once an article stood in them. */
export async function knownFeeds(state: Store): Promise<string[]> {
  const names = new Set([SITE_FEED]);
  for await (const { key } of state.list(FEEDS)) {
    if (key.endsWith(HEAD)) names.add(key.slice(FEEDS.length, -HEAD.length));
  }
  return [...names];
}

/**
 * Puts a change into one feed: its head, and the documents that the head's newest entries make.
 *
 * Documents are written before the head that remembers them, so a crash leaves a head that is behind, never one
 * that promises bytes nobody wrote. Whoever loses the race for the head has perhaps overwritten the winner's
 * documents, and starts again from the winner's head.
 *
 * @param doubtful the documents may not be what the head remembers (a run before this one did not finish)
 * @returns keys of the documents that were written
 */
export async function updateFeed(
  ports: Ports,
  edition: Edition,
  feed: string,
  change: FeedChange,
  doubtful: boolean,
): Promise<string[]> {
  const written = new Set<string>();
  for (let compare = doubtful; ; compare = true) {
    const stored = await readRecord<Head>(ports.state, headKey(feed));
    const before = stored?.value ?? emptyHead();
    const applied = applyChange(before, change);
    const { entries, complete } = applied === "run-dry" ? await headFromLedger(ports, feed) : applied;

    const documents: Record<string, string> = {};
    for (const document of documentsOf(feed, entries.slice(0, CURRENT_ENTRIES), edition)) {
      documents[document.key] = digestOf(document.bytes);
      const differs = compare
        ? await differsFromStore(ports.site, document)
        : before.documents[document.key] !== documents[document.key];
      if (!differs) continue;
      await ports.site.put(document.key, document.bytes);
      written.add(document.key);
    }

    const after: Head = { entries, complete, documents };
    if (stored && JSON.stringify(after) === JSON.stringify(before)) return [...written];
    const put = await ports.state.put(
      headKey(feed),
      encodeRecord(after),
      stored ? { ifVersion: stored.version } : "if-absent",
    );
    if (put.outcome === "written") return [...written];
  }
}

/** Writes a document unless the site holds exactly its bytes, so that ETag and Last-Modified stay as they are. */
export async function putIfDifferent(site: Files, document: Document): Promise<boolean> {
  const differs = await differsFromStore(site, document);
  if (differs) await site.put(document.key, document.bytes);
  return differs;
}

async function differsFromStore(site: Files, { key, bytes }: Document): Promise<boolean> {
  const stored = await site.get(key);
  return !stored || Buffer.compare(stored.bytes, bytes) !== 0;
}

/** Reads the whole ledger: the price of withdrawing more entries from a feed than its head had to spare. */
async function headFromLedger({ state }: Ports, feed: string): Promise<Pick<Head, "entries" | "complete">> {
  const all = new FeedChange(new Set());
  for await (const { key } of state.list(LEDGER)) {
    const record = await readRecord<LedgerRecord>(state, key);
    if (record?.value.feeds.includes(feed)) all.put(record.value.entry);
  }
  const made = applyChange(emptyHead(), all);
  if (made === "run-dry") throw new Error(`the head of ${feed} runs dry although it is complete`);
  return made;
}
