import { feedParser } from "./feed-parser.ts";
import { feedparser } from "./feedparser.ts";
import { feedsmith } from "./feedsmith.ts";
import { freshrss } from "./freshrss.ts";
import { newsboat } from "./newsboat.ts";
import type { Reader } from "./reader.ts";
import { rss2email } from "./rss2email.ts";
import { rssParser } from "./rss-parser.ts";
import { sfeed } from "./sfeed.ts";
import { thunderbird } from "./thunderbird.ts";

/** Programs that keep what they read, and then libraries, which know the newest document alone. */
export const READERS: Reader[] = [
  newsboat,
  rss2email,
  sfeed,
  thunderbird,
  freshrss,
  feedparser,
  rssParser,
  feedParser,
  feedsmith,
];
