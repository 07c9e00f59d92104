import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";

/** What an independent parser reads in a document, in words that all three formats share. */
export interface Reading {
  title?: string;
  description?: string;
  pageUrl?: string;
  language?: string;
  /** Address of the folder with the documents that hold the entries before these (RFC 5005 §4). */
  previous?: string;
  entries: EntryReading[];
}

interface EntryReading {
  id?: string;
  url?: string;
  title: string;
  summary: string;
  html?: string;
  published?: string;
  updated?: string;
  /** Names; RSS knows no more of an author. */
  authors: string[];
  tags: string[];
  image?: string;
  enclosures: { url?: string; type?: string; lengthBytes: number }[];
}

export function readRss(text: string): Reading {
  const feed = parseRssFeed(text);
  return {
    title: feed.title,
    description: feed.description,
    pageUrl: feed.link,
    language: feed.language,
    previous: folderOf(feed.atom?.links?.find(({ rel }) => rel === "prev-archive")?.href),
    entries: (feed.items ?? []).map((item) => ({
      id: item.guid?.value,
      url: item.link,
      title: guess(item.title ?? ""),
      summary: unescapeHtml(item.description ?? ""),
      html: item.content?.encoded,
      published: toRfc3339(item.pubDate),
      updated: item.atom?.updated,
      authors: item.dc?.creators ?? [],
      tags: (item.categories ?? []).map(({ name }) => name ?? ""),
      image: item.media?.contents?.[0]?.url,
      enclosures: [
        ...(item.enclosures ?? [])
          // RSS alone may say the entry's picture a second time.
          .filter(({ url, type }) => !(type?.startsWith("image/") && url === item.media?.contents?.[0]?.url))
          .map(({ url, type, length }) => ({ url, type, lengthBytes: length ?? 0 })),
        ...enclosureLinks(item.atom?.links ?? []),
      ],
    })),
  };
}

export function readAtom(text: string): Reading {
  const feed = parseAtomFeed(text);
  return {
    title: textOf(feed.title),
    description: textOf(feed.subtitle),
    pageUrl: (feed.links ?? []).find(({ rel }) => rel === "alternate")?.href,
    language: feed.xml?.lang,
    previous: folderOf(feed.links?.find(({ rel }) => rel === "prev-archive")?.href),
    entries: (feed.entries ?? []).map((entry) => ({
      id: entry.id,
      url: (entry.links ?? []).find(({ rel }) => rel === "alternate")?.href,
      title: textOf(entry.title) ?? "",
      summary: textOf(entry.summary) ?? "",
      html: entry.content?.value,
      published: entry.published,
      updated: entry.updated,
      authors: (entry.authors ?? []).map(({ name }) => name ?? ""),
      tags: (entry.categories ?? []).map(({ term }) => term ?? ""),
      image: entry.media?.contents?.[0]?.url,
      enclosures: enclosureLinks(entry.links ?? []),
    })),
  };
}

export function readJsonFeed(text: string): Reading {
  const feed = parseJsonFeed(text);
  return {
    title: feed.title,
    description: feed.description,
    pageUrl: feed.home_page_url,
    language: feed.language,
    previous: folderOf(feed.next_url),
    entries: (feed.items ?? []).map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title ?? "",
      summary: item.summary ?? "",
      html: item.content_html,
      published: item.date_published,
      updated: item.date_modified,
      authors: (item.authors ?? []).map(({ name }) => name ?? ""),
      tags: item.tags ?? [],
      image: item.image,
      enclosures: (item.attachments ?? []).map(({ url, mime_type, size_in_bytes }) => ({
        url,
        type: mime_type,
        lengthBytes: size_in_bytes ?? 0,
      })),
    })),
  };
}

function folderOf(address: string | undefined): string | undefined {
  return address?.slice(0, address.lastIndexOf("/") + 1);
}

/** RSS does not say what a title is; feedparser and SimplePie take it for HTML when it looks like it. */
function guess(title: string): string {
  return /<\/\w+>|&#?\w+;/.test(title) ? unescapeHtml(title) : title;
}

function textOf(construct: { value?: string; type?: string } | undefined): string | undefined {
  const value = construct?.value;
  return value !== undefined && construct?.type === "html" ? unescapeHtml(value) : value;
}

function unescapeHtml(html: string): string {
  return html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function enclosureLinks(links: { rel?: string; href?: string; type?: string; length?: number }[]) {
  return links
    .filter(({ rel }) => rel === "enclosure")
    .map(({ href, type, length }) => ({ url: href, type, lengthBytes: length ?? 0 }));
}

function toRfc3339(rfc822: string | undefined): string | undefined {
  return rfc822 && new Date(rfc822).toISOString().replace(".000Z", "Z");
}
