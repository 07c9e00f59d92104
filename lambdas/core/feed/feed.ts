import type { Entry } from "../entry/entry.ts";
import type { FeedKind } from "./feed-name.ts";

/** An article that was published and is no more (RFC 6721 §3). */
export interface Withdrawal {
  /** The id of its entry. */
  id: string;
  /** RFC 3339: when it was withdrawn. */
  when: string;
}

/** Where a document stands in the history of its feed (RFC 5005 §4), as folders below the base URL: `archive/3/`. */
export interface History {
  /** The archive document with the entries before these. */
  previous?: string;
  /** The archive document with the entries after these: only archive documents have one. */
  next?: string;
  /** The folder of the current document, said by archive documents alone: empty for the site's. */
  current?: string;
}

/** A selection of entries, newest first, that one document of each format shows. */
export interface Feed {
  /** Permanent `tag:` URI of the feed (RFC 4287 §4.2.6). */
  id: string;
  /** What it selects by; undefined for the site's. */
  kind?: FeedKind;
  /** Where its documents lie below the base URL: empty for the site, `sections/politics/` for a section. */
  path: string;
  title: string;
  description: string;
  /** BCP 47 tag. */
  language: string;
  /** Absolute URL of the feed's page for people. */
  pageUrl: string;
  /** Newest first. */
  entries: Entry[];
  /** The newest `updated` of its entries, RFC 3339; a feed without entries has the year 2000. */
  updated: string;
  /** The latest withdrawals, latest first. */
  withdrawn: Withdrawal[];
  history: History;
}

/** Archive documents alone say where the current one is. */
export function isArchive({ history }: Pick<Feed, "history">): boolean {
  return history.current !== undefined;
}

/** The bytes of one feed or page, as they lie in the site store. */
export interface Document {
  /** Below the base URL and in the site store alike: `feed.xml`, `articles/harbour/index.html`. */
  key: string;
  bytes: Uint8Array;
}

/** What a list of all feeds says of one. */
export type ListedFeed = Pick<Feed, "kind" | "path" | "title">;
