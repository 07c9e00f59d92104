import type { Change } from "../entry/change.ts";
import { ledgerKey, type LedgerRecord } from "../entry/ledger.ts";
import { feedFolder, urlOf } from "../feed/feed-name.ts";
import type { Files } from "../ports.ts";
import { mapConcurrently, readRecord } from "../record.ts";

const CONCURRENCY = 16;
/** Standard Webhooks 1.0.0, "Payload size": "usually smaller than 20kb". One entry alone may be larger. */
const MOST_BYTES = 20_000;

/** What has become of an article, by what the ledger says of it now. */
export interface EntryNews {
  what: Change["what"];
  /** RFC 3339: when the change was made that it is told for. */
  when: string;
  record: LedgerRecord;
}

/** The payload that a receiver gets, in JSON. */
interface FeedUpdate {
  type: "feed.updated";
  timestamp: string;
  data: { feed: FeedSummary } & Record<Change["what"], object[]>;
}

interface FeedSummary {
  /** Undefined when the feed is no more. */
  title: string | undefined;
  home_page_url: string;
  /** Of the JSON Feed. */
  feed_url: string;
}

/**
 * Looks up what changes mean by now: what has been withdrawn since is told as withdrawn, and what is known no more is not
 * told at all.
 */
export async function newsOf(ledger: Pick<Files, "get">, changes: readonly Change[]): Promise<EntryNews[]> {
  const news = await mapConcurrently(changes, CONCURRENCY, async ({ path, what, when }): Promise<EntryNews[]> => {
    const record = (await readRecord<LedgerRecord>(ledger, ledgerKey(path)))?.value;
    if (!record) return [];
    if (record.status === "withdrawn") return [{ what: "withdrawn", when, record }];
    return [{ what: what === "corrected" ? "corrected" : "new", when, record }];
  });
  return news.flat();
}

/** What a receiver is told of a feed. The title is that of the feed's own document. */
export async function summaryOf(site: Pick<Files, "get">, baseUrl: string, feed: string): Promise<FeedSummary> {
  const key = `${feedFolder(feed)}feed.json`;
  const document = (await readRecord<{ title: string }>(site, key))?.value;
  return { title: document?.title, home_page_url: urlOf(baseUrl, feedFolder(feed)), feed_url: urlOf(baseUrl, key) };
}

/**
 * The bodies that tell a feed's news, each small. They see no clock: the same news gives the same bytes, so that whoever
 * tells them twice says the same twice.
 */
export function* feedUpdates(feed: FeedSummary, news: readonly EntryNews[]): Generator<string> {
  let told: EntryNews[] = [];
  let bytes = 0;
  for (const each of news) {
    const eachBytes = Buffer.byteLength(JSON.stringify(summarise(each)));
    if (told.length > 0 && bytes + eachBytes > MOST_BYTES) {
      yield feedUpdate(feed, told);
      told = [];
      bytes = 0;
    }
    told.push(each);
    bytes += eachBytes;
  }
  if (told.length > 0) yield feedUpdate(feed, told);
}

function feedUpdate(feed: FeedSummary, news: readonly EntryNews[]): string {
  const told = (what: Change["what"]) => news.filter((each) => each.what === what).map(summarise);
  const update: FeedUpdate = {
    type: "feed.updated",
    timestamp: news.reduce((latest, { when }) => (when > latest ? when : latest), ""),
    data: { feed, new: told("new"), corrected: told("corrected"), withdrawn: told("withdrawn") },
  };
  return JSON.stringify(update);
}

function summarise({ what, record }: EntryNews): object {
  const { id, url, title, summary, published, updated, authors, section, tags } = record.entry;
  if (what === "withdrawn") return { id, url, title, withdrawn: record.withdrawn };
  return { id, url, title, summary, published, updated, authors: authors.map(({ name }) => name), section, tags };
}
