import type { Entry } from "../entry/entry.ts";

/** A selection of entries, newest first, that one document of each format shows. */
export interface Feed {
  /** Permanent `tag:` URI of the feed (RFC 4287 §4.2.6). */
  id: string;
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
  /** The newest `updated` of its entries, RFC 3339; a feed without entries has the Unix epoch. */
  updated: string;
}

/** The bytes of one feed or page, as they lie in the site store. */
export interface Document {
  /** Below the base URL and in the site store alike: `feed.xml`, `articles/harbour/index.html`. */
  key: string;
  bytes: Uint8Array;
}
