import type { ListedFeed } from "../feed/feed.ts";
import { FEED_KINDS, type FeedKind } from "../feed/feed-name.ts";

/** Feeds of one kind, in the order of their titles. */
export interface FeedGroup {
  /** Undefined for the site's. */
  kind?: FeedKind;
  feeds: ListedFeed[];
}

/** All feeds by kind, the site's first; kinds without any are left out. */
export function groupFeeds(feeds: readonly ListedFeed[]): FeedGroup[] {
  return [undefined, ...FEED_KINDS]
    .map((kind) => ({ kind, feeds: feeds.filter((feed) => feed.kind === kind).sort(byTitle) }))
    .filter((group) => group.feeds.length > 0);
}

/** By letters without case and accents, and not by `Intl.Collator`, whose data differs from one Node to the next. */
function byTitle(a: ListedFeed, b: ListedFeed): number {
  const [one, other] = [a, b].map(({ title, path }) => [plainLetters(title), title, path].join("\n"));
  return one! < other! ? -1 : 1;
}

function plainLetters(title: string): string {
  return title
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
}

/** A feed's name without the publication's, which stands above the list. */
export function shortTitle(title: string, publicationTitle: string): string {
  const ending = ` – ${publicationTitle}`;
  return title.endsWith(ending) && title !== ending ? title.slice(0, -ending.length) : title;
}
