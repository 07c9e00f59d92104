import type { Edition } from "../edition.ts";
import type { Entry } from "../entry/entry.ts";
import { renderHomePage } from "../site/home-page.ts";
import { SITE_FEED } from "./feeds-of.ts";
import type { Document, Feed } from "./feed.ts";
import { renderFeed } from "./render-feed.ts";

const NEVER = "2000-01-01T00:00:00Z";

/** The documents of one feed, in every format and as a page, from its newest entries. Pure. */
export function documentsOf(name: string, entries: Entry[], { publication, tagAuthority }: Edition): Document[] {
  if (name !== SITE_FEED) throw new Error(`no feed is called ${name}`);
  const feed: Feed = {
    id: `tag:${tagAuthority}:feeds/${name}`,
    path: "",
    title: publication.title,
    description: publication.description,
    language: publication.language,
    pageUrl: `${publication.baseUrl}/`,
    entries,
    updated: entries.reduce((newest, { updated }) => (updated > newest ? updated : newest), NEVER),
  };
  return [...renderFeed(feed, publication), renderHomePage(feed, publication)];
}
