import { urlOf } from "../feed/feed-name.ts";
import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { html as xml, type Html } from "./html.ts";

/** Below the base URL. */
export const sitemapIndexKey = "sitemap.xml";
export const newsSitemapKey = "sitemap-news.xml";

/** What a sitemap says of one page of the publication. */
export interface SitemapUrl {
  /** Absolute, on the sitemap's own host. */
  url: string;
  /** RFC 3339. */
  updated?: string;
}

export interface NewsUrl {
  url: string;
  title: string;
  /** RFC 3339. */
  published: string;
  /** BCP 47 tag. */
  language: string;
}

/** Google reads no more; the newest come first. */
const MOST_NEWS = 1000;

/** A part of the sitemap (https://www.sitemaps.org/protocol.html): at most 50,000 URLs, at least one. */
export function renderSitemapShard(key: string, urls: readonly SitemapUrl[]): Document {
  return sitemap(
    key,
    xml`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map(({ url, updated }) => {
  const lastmod = updated === undefined ? undefined : xml`<lastmod>${updated}</lastmod>`;
  return xml`<url><loc>${url}</loc>${lastmod}</url>\n`;
})}</urlset>`,
  );
}

/** The index of the parts. It says no `lastmod`, so that an article changes its own part alone. */
export function renderSitemapIndex(shardKeys: readonly string[], { baseUrl }: Publication): Document {
  return sitemap(
    sitemapIndexKey,
    xml`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${shardKeys.map((key) => xml`<sitemap><loc>${urlOf(baseUrl, key)}</loc></sitemap>\n`)}</sitemapindex>`,
  );
}

/**
 * The news sitemap (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap).
 *
 * @param news of the last two days, newest first
 */
export function renderNewsSitemap(news: readonly NewsUrl[], publication: Publication): Document {
  return sitemap(
    newsSitemapKey,
    xml`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${news
  .slice(0, MOST_NEWS)
  .map(
    ({ url, title, published, language }) =>
      xml`<url><loc>${url}</loc><news:news><news:publication><news:name>${publication.title}</news:name><news:language>${newsLanguage(language)}</news:language></news:publication><news:publication_date>${published}</news:publication_date><news:title>${title}</news:title></news:news></url>\n`,
  )}</urlset>`,
  );
}

/** An ISO 639 code; Chinese alone is told apart, by its script or by where it is written. */
function newsLanguage(tag: string): string {
  const [primary = "", ...rest] = tag.toLowerCase().split("-");
  if (primary !== "zh") return primary;
  return rest.some((subtag) => ["hant", "tw", "hk", "mo"].includes(subtag)) && !rest.includes("hans")
    ? "zh-tw"
    : "zh-cn";
}

function sitemap(key: string, root: Html): Document {
  const markup = xml`<?xml version="1.0" encoding="utf-8"?>\n${root}\n`;
  return { key, bytes: new TextEncoder().encode(markup.source) };
}
