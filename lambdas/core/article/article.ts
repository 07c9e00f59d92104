import type { Problem } from "../problem.ts";
import type { Person } from "../publication.ts";

export interface Image {
  /** Absolute http(s) URL. */
  url: string;
  alt: string;
  caption?: string;
  credit?: string;
  /** What the file itself says, where it lies in `content/media/` and could be measured. */
  type?: string;
  lengthBytes?: number;
  widthPixels?: number;
  heightPixels?: number;
}

/** What was wrong in an article, and has been put right. */
export interface Correction {
  /** Plain text, one paragraph, never empty. */
  text: string;
  /** RFC 3339: when it was made. */
  at?: string;
}

/** A file that belongs to an entry: an audio recording, a document (RFC 4287 §4.2.7.2, RSS 2.0 `enclosure`). */
export interface Enclosure {
  /** Absolute http(s) URL. */
  url: string;
  /** Media type: `audio/mpeg`. */
  type: string;
  /** Size of the file in bytes; 0 when nobody knows. */
  lengthBytes: number;
  title?: string;
  durationSeconds?: number;
}

/** What an author wrote in one file, read and cleaned, before the publication decides what to make of it. */
export interface Article {
  /** Below `content/`: `articles/2026/harbour.md`. */
  path: string;
  /** Plain text, one line, never empty. */
  title: string;
  /** Plain text, one paragraph; empty only when the article has no text at all. */
  summary: string;
  /** Sanitised HTML fragment, every URL in it absolute; may be empty. */
  html: string;
  /** RFC 3339 in UTC with whole seconds (`2026-11-23T12:00:00Z`), as every moment in the core. */
  published?: string;
  updated?: string;
  /** Empty when the article names none. */
  authors: Person[];
  section?: string;
  tags: string[];
  /** BCP 47 tag. */
  language?: string;
  /** An id that the author brings along from elsewhere: any absolute URI (RFC 4287 §4.2.6). */
  id?: string;
  /** Lower-case letters, digits and single hyphens. */
  slug?: string;
  /** Absolute http(s) URL of the article's own page elsewhere. */
  link?: string;
  image?: Image;
  enclosures: Enclosure[];
  /** In the order in which the author gives them. */
  corrections: Correction[];
  /** The article that this one is a translation of: its path below `content/`. */
  translationOf?: string;
  draft: boolean;
  /** Where the front matter says these, for problems that only the publication as a whole can see. */
  lines?: { id?: number; slug?: number };
}

export type ReadArticle = { outcome: "article"; article: Article } | { outcome: "problem"; problem: Problem };
