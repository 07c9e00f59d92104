import type { Edition } from "../edition.ts";
import type { Entry } from "../entry/entry.ts";
import type { Publication } from "../publication.ts";
import { nameOfLanguage } from "../site/autonyms.ts";
import { renderFeedPage } from "../site/feed-page.ts";
import { renderSitemapIndex, renderSitemapShard } from "../site/sitemap.ts";
import type { Document, Feed, History, ListedFeed, Withdrawal } from "./feed.ts";
import { FEED_FILES, feedFolder, kindOf, SITE_FEED, urlOf } from "./feed-name.ts";
import { renderFeed } from "./render-feed.ts";

/** RFC 4287 §4.1.1 wants an `updated` of a feed without entries too, and readers doubt the Unix epoch. */
const NOTHING_YET = "2000-01-01T00:00:00Z";
export const FEED_PAGES_SITEMAP = "sitemap-feeds.xml";
const ARTICLES_SITEMAP = "sitemap-articles.xml";

/** What one document of a feed shows. */
export interface Shown {
  /** What the feed is called; undefined for the site's. */
  label: string | undefined;
  /** Newest first. */
  entries: Entry[];
  withdrawn: Withdrawal[];
  history: History;
  /** Where it lies within the feed's folder: `archive/3/`, empty for the current document. */
  folder: string;
  /** How many archive documents there are. */
  pages: number;
}

/** The documents of one feed, in every format and as a page. Pure. */
export function documentsOf(name: string, shown: Shown, { publication, tagAuthority }: Edition): Document[] {
  const { label, entries, withdrawn, history, folder } = shown;
  const path = feedFolder(name) + folder;
  const feed: Feed = {
    ...listed(name, label, publication.title),
    path,
    id: urlOf(`tag:${tagAuthority}:feeds`, name),
    description: publication.description,
    language: kindOf(name) === "languages" && label !== undefined ? label : publication.language,
    pageUrl: urlOf(publication.baseUrl, path),
    entries,
    updated:
      entries
        .map(({ updated }) => updated)
        .sort()
        .at(-1) ?? NOTHING_YET,
    withdrawn,
    history,
  };
  const documents = [...renderFeed(feed, publication), renderFeedPage(feed, publication)];
  return name === SITE_FEED ? [...documents, ...sitemapsOf(shown, publication)] : documents;
}

/** What a list of feeds says of this one. */
export function listed(name: string, label: string | undefined, publicationTitle: string): ListedFeed {
  const kind = kindOf(name);
  const said = kind === "languages" && label !== undefined ? nameOfLanguage(label) : label;
  const title = said === undefined ? publicationTitle : `${said} – ${publicationTitle}`;
  return { ...(kind && { kind }), path: feedFolder(name), title };
}

/** The sitemap of the articles is cut where the site's feed is: one new article rewrites one part of it. */
function sitemapsOf({ entries, folder, pages }: Shown, publication: Publication): Document[] {
  const { baseUrl } = publication;
  const articles = entries
    .filter(({ url }) => url.startsWith(`${baseUrl}/`))
    .map(({ url, updated }) => ({ url, updated }));
  const urls = [{ url: urlOf(baseUrl, folder) }, ...articles];
  if (folder !== "") return [renderSitemapShard(`${folder}sitemap.xml`, urls)];
  const archived = Array.from({ length: pages }, (_, index) => `archive/${index + 1}/sitemap.xml`);
  return [
    renderSitemapShard(ARTICLES_SITEMAP, urls),
    renderSitemapIndex([ARTICLES_SITEMAP, ...archived, FEED_PAGES_SITEMAP], publication),
  ];
}

/** Keys of all documents that a folder of a feed can have. */
export function keysIn(name: string, folder: string): string[] {
  return [...Object.values(FEED_FILES), "index.html"].map((file) => feedFolder(name) + folder + file);
}
