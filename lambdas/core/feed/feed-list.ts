import type { Edition } from "../edition.ts";
import type { Ports, Store } from "../ports.ts";
import { mapConcurrently, readRecord } from "../record.ts";
import { renderFeedListPage } from "../site/feed-list-page.ts";
import { renderOpml } from "../site/opml.ts";
import { renderSitemapShard } from "../site/sitemap.ts";
import { FEED_PAGES_SITEMAP, listed } from "./documents.ts";
import type { Document } from "./feed.ts";
import { kindOf, SITE_FEED, urlOf } from "./feed-name.ts";
import { readHead, type FeedAt } from "./head.ts";
import { putLeaf, type Leaf } from "./leaf.ts";

const KEY = "feeds/list.json";
const CONCURRENCY = 16;
const FEED_LIST_FOLDER = "feeds/";

/** Every feed that has entries, by its name, with what it is called. */
interface FeedList extends Leaf {
  labels: Record<string, string>;
}

/** One feed, as it is about to be changed. */
export function feedAt(ports: Ports, edition: Edition, feed: string): FeedAt {
  // A feed of the one language that there is would be the site's feed again.
  const isShown = async () =>
    kindOf(feed) !== "languages" || new Set([feed, ...(await languageFeeds(ports.state))]).size > 1;
  return { ports, edition, feed, isShown };
}

export async function languageFeeds(state: Store): Promise<string[]> {
  return languagesIn((await readRecord<FeedList>(state, KEY))?.value.labels);
}

function languagesIn(labels: FeedList["labels"] = {}): string[] {
  return Object.keys(labels).filter((feed) => kindOf(feed) === "languages");
}

/**
 * Looks at these feeds again, which have come, gone or changed their name, and rewrites what lists all feeds.
 *
 * @returns keys of the documents that were written
 */
export async function updateFeedList(
  ports: Ports,
  edition: Edition,
  feeds: string[],
  doubtful: boolean,
): Promise<string[]> {
  const written = new Set<string>();
  for (let compare = doubtful; ; compare = true) {
    const stored = await readRecord<FeedList>(ports.state, KEY);
    const now = await labelsOf(ports, feeds);
    const labels = { ...stored?.value.labels, ...now };
    const known = Object.entries(labels).flatMap(([feed, label]) =>
      label === undefined ? [] : [[feed, label] as const],
    );
    const sorted = Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)));
    const documents = documentsListing(sorted, edition);
    const changed = await putLeaf<FeedList>(ports, {
      key: KEY,
      before: stored,
      next: { labels: sorted },
      documents,
      compare,
    });
    if (changed === "conflict") continue;
    for (const key of changed) written.add(key);
    // Whoever changed a feed back meanwhile has found the list as it should be, and left it alone.
    const isOvertaken = changed.length > 0 && JSON.stringify(await labelsOf(ports, feeds)) !== JSON.stringify(now);
    if (!isOvertaken) return [...written];
  }
}

/** What feeds are called now; `undefined` for those that have no entries. */
async function labelsOf(ports: Ports, feeds: string[]): Promise<Record<string, string | undefined>> {
  const heads = await mapConcurrently(feeds, CONCURRENCY, (feed) => readHead({ ports, feed }));
  return Object.fromEntries(feeds.map((feed, index) => [feed, heads[index]?.value.label]));
}

function documentsListing(labels: FeedList["labels"], { publication }: Edition): Document[] {
  const severalLanguages = languagesIn(labels).length > 1;
  const names = Object.keys(labels).filter((feed) => kindOf(feed) !== "languages" || severalLanguages);
  const feeds = [SITE_FEED, ...names].map((feed) => listed(feed, labels[feed], publication.title));
  const pages = [FEED_LIST_FOLDER, ...feeds.map(({ path }) => path).filter((path) => path !== "")];
  return [
    renderOpml(feeds, publication),
    renderFeedListPage(feeds, publication),
    renderSitemapShard(FEED_PAGES_SITEMAP, pages.map((path) => ({ url: urlOf(publication.baseUrl, path) }))), // prettier-ignore
  ];
}
