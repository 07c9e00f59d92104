import type { Correction, Enclosure, Image } from "../article/article.ts";
import type { Person } from "../publication.ts";

/** The same article in another language. */
export interface Translation {
  /** BCP 47 tag. */
  language: string;
  /** Absolute URL of its page. */
  url: string;
}

/** What the publication says about one article, in no format. */
export interface Entry {
  /** The article's file below `content/`. */
  path: string;
  /** Permanent: a `tag:` URI of ours, or the URI that the author brought (RFC 4287 §4.2.6). */
  id: string;
  slug: string;
  /** Absolute URL of the page that a reader opens. */
  url: string;
  /** Plain text, one line, never empty. */
  title: string;
  /** Plain text; may be empty. */
  summary: string;
  /** Sanitised HTML fragment with absolute URLs, the lead image and the corrections included; may be empty. */
  html: string;
  /** RFC 3339 in UTC with whole seconds; `updated` is never before `published`. */
  published: string;
  updated: string;
  /** At least one. */
  authors: Person[];
  section?: string;
  tags: string[];
  /** BCP 47 tag; the publication's when the article says none. */
  language: string;
  image?: Image;
  enclosures: Enclosure[];
  corrections: Correction[];
  /** In the order of their languages; this article is not among them. */
  translations: Translation[];
}
