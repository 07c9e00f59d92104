import type { Entry } from "../entry/entry.ts";
import type { Publication } from "../publication.ts";
import { digestOf } from "../record.ts";
import { renderAtomEntry } from "./atom-entry.ts";
import { cleanEntry } from "./clean-entry.ts";
import { renderJsonItem } from "./json-item.ts";
import { renderRssItem } from "./rss-item.ts";

/** One entry in each format. */
export interface RenderedEntry {
  rss: string;
  atom: string;
  json: string;
}

/** 16 to 32 MB, or two thousand articles of usual length. */
const MOST_CHARACTERS = 16_000_000;

/**
 * The latest entries that were rendered, the least recently used first. An article stands in about six feeds, and
 * beside a new one stand forty-nine that did not change. Known by all that their bytes depend on.
 */
const latest = new Map<string, RenderedEntry>();
let characters = 0;

/** An entry as it stands in any feed of that language. */
export function renderEntry(entry: Entry, feedLanguage: string, publication: Publication): RenderedEntry {
  const key = digestOf(JSON.stringify([entry, feedLanguage, publication.baseUrl, publication.authors]));
  const rendered = latest.get(key) ?? render(entry, feedLanguage, publication);
  remember(key, rendered);
  return rendered;
}

function render(entry: Entry, feedLanguage: string, publication: Publication): RenderedEntry {
  const clean = cleanEntry(entry, feedLanguage, publication);
  return {
    rss: renderRssItem(clean, feedLanguage),
    atom: renderAtomEntry(clean, feedLanguage),
    json: renderJsonItem(clean, feedLanguage),
  };
}

function remember(key: string, rendered: RenderedEntry): void {
  if (!latest.delete(key)) characters += charactersOf(rendered);
  latest.set(key, rendered);
  for (const [oldest, forgotten] of latest) {
    if (characters <= MOST_CHARACTERS) break;
    latest.delete(oldest);
    characters -= charactersOf(forgotten);
  }
}

function charactersOf({ rss, atom, json }: RenderedEntry): number {
  return rss.length + atom.length + json.length;
}
