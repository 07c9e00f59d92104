import type { Publication } from "../publication.ts";
import { renderAtom } from "./atom.ts";
import { cleanFeed } from "./clean-feed.ts";
import type { Document, Feed } from "./feed.ts";
import { renderJsonFeed } from "./json-feed.ts";
import { renderRss } from "./rss.ts";

/** The feed's three documents. The same content gives the same bytes: nothing here sees a clock. */
export function renderFeed(feed: Feed, publication: Publication): Document[] {
  const clean = cleanFeed(feed, publication);
  return [
    toDocument(`${feed.path}feed.xml`, renderRss(clean.feed, clean.publication)),
    toDocument(`${feed.path}atom.xml`, renderAtom(clean.feed, clean.publication)),
    toDocument(`${feed.path}feed.json`, renderJsonFeed(clean.feed, clean.publication)),
  ];
}

function toDocument(key: string, text: string): Document {
  return { key, bytes: new TextEncoder().encode(text) };
}
