import type { Article } from "../article/article.ts";
import type { Entry } from "../entry/entry.ts";
import type { Publication } from "../publication.ts";
import { feedName } from "./feed-by-label.ts";
import { FEED_KINDS, kindOf, SITE_FEED, type FeedKind } from "./feed-name.ts";

/** Names of the feeds that an entry stands in, each the `<feed>` of its head's key. */
export function feedsOf(article: Article, entry: Entry, { feeds }: Publication): string[] {
  // An article that names nobody is by the publication, which is what the site's feed says already.
  const authors = article.authors.length > 0 ? entry.authors : [];
  const labels = { ...labelsOf(entry), authors: authors.map(({ name }) => name) };
  const names = FEED_KINDS.filter((kind) => feeds.includes(kind)).flatMap((kind) =>
    labels[kind].map((label) => feedName(kind, label)),
  );
  return [SITE_FEED, ...new Set(names)];
}

/** What a feed is called: as this entry of it spells the name. */
export function labelOf(feed: string, entry: Entry): string | undefined {
  const kind = kindOf(feed);
  return kind && labelsOf(entry)[kind].find((label) => feedName(kind, label) === feed);
}

function labelsOf({ section, tags, authors, language }: Entry): Record<FeedKind, string[]> {
  return {
    sections: section === undefined ? [] : [section],
    tags,
    authors: authors.map(({ name }) => name),
    languages: [language],
  };
}

/** Whether the whole history of a feed can be read (RFC 5005 §4), and not its newest entries alone. */
export function isArchived(feed: string, { feeds, archives }: Publication): boolean {
  const kind = kindOf(feed);
  return kind === undefined || (feeds.includes(kind) && archives.includes(kind));
}
