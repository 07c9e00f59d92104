import type { FeedKind } from "../feed/feed-name.ts";
import { arabic } from "./words/arabic.ts";
import { english } from "./words/english.ts";
import { french } from "./words/french.ts";
import { german } from "./words/german.ts";

/** The words that the pages say themselves, and the feeds to people, in one language. */
export interface Words {
  /** BCP 47 tag of these words. */
  language: string;
  months: readonly string[];
  date: (day: string, month: string, year: string) => string;
  decimalMark: string;
  skipToContent: string;
  by: string;
  /** Between several authors, and between a date and its time. */
  comma: string;
  /** Before the last of several authors, with the spaces that belong to it. */
  and: string;
  published: string;
  updated: string;
  files: string;
  download: string;
  allArticles: string;
  latest: string;
  nothingYet: string;
  nothingLeft: string;
  subscribe: string;
  howToSubscribe: string;
  rss: string;
  atom: string;
  json: string;
  notFound: string;
  notFoundWhy: string;
  archive: (number: string) => string;
  older: string;
  newer: string;
  newest: string;
  /** Names the links to older and newer articles. */
  further: string;
  /** What feeds select by: above the page of one, and above a list of all. */
  kinds: Record<FeedKind, { one: string; all: string }>;
  /** Before the names of other languages. */
  alsoIn: string;
  allFeeds: string;
  allFeedsWhat: string;
  /** The feed of the whole publication, among those of its parts. */
  everything: string;
  opml: string;
  opmlWhat: string;
  howToCopy: string;
  openInReader: string;
  openInReaderWhat: string;
  gone: string;
  goneWhy: string;
  moved: string;
  /** Before the new address. */
  movedTo: string;
  /** What a feed says of itself to a person who opens it in a browser. */
  feedNote: string;
  /** What an archive document says there. */
  archiveNote: string;
  /** Names the link from a feed to its page. */
  readAsPage: string;
}

const languages = new Map([english, german, french, arabic].map((words) => [words.language, words]));

/** The words in a language, or in English for a language that has none here yet. */
export function wordsIn(language: string): Words {
  return languages.get(language.toLowerCase().split("-", 1)[0] ?? "") ?? english;
}
