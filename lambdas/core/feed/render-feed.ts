import type { Publication } from "../publication.ts";
import { renderAtom } from "./atom.ts";
import { cleanFeed } from "./clean-feed.ts";
import type { Document, Feed } from "./feed.ts";
import { renderJsonFeed } from "./json-feed.ts";
import { FEED_FILES } from "./feed-name.ts";
import { renderEntry, type RenderedEntry } from "./render-entry.ts";
import { renderRss } from "./rss.ts";

/** The feed's three documents. The same content gives the same bytes: nothing here sees a clock. */
export function renderFeed(feed: Feed, publication: Publication): Document[] {
  const clean = cleanFeed(feed, publication);
  const entries = feed.entries.map((entry) => renderEntry(entry, clean.feed.language, clean.publication));
  const document = (format: keyof RenderedEntry, render: typeof renderRss) => {
    const fragments = entries.map((entry) => entry[format]);
    return { key: feed.path + FEED_FILES[format], bytes: render(clean.feed, clean.publication, fragments) };
  };
  return [document("rss", renderRss), document("atom", renderAtom), document("json", renderJsonFeed)];
}
