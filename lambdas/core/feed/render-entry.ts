import type { Entry } from "../entry/entry.ts";
import type { Publication } from "../publication.ts";
import { digestOf } from "../record.ts";
import { renderAtomEntry } from "./atom-entry.ts";
import { cleanEntry } from "./clean-entry.ts";
import { fragmentOf, type Fragment } from "./fragment.ts";
import { renderJsonItem } from "./json-item.ts";
import { renderRssItem } from "./rss-item.ts";

/** One entry in each format. */
export interface RenderedEntry {
  rss: Fragment;
  atom: Fragment;
  json: Fragment;
}

/** Four thousand articles of usual length. */
const MOST_BYTES = 64_000_000;

/**
 * The latest entries that were rendered, by a digest of all that their bytes depend on, the least recently used first. An
 * article stands in about six feeds, and beside a new one stand forty-nine that did not change.
 */
const latest = new Map<string, RenderedEntry>();
let heldBytes = 0;

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
    rss: fragmentOf(renderRssItem(clean, feedLanguage)),
    atom: fragmentOf(renderAtomEntry(clean, feedLanguage)),
    json: fragmentOf(renderJsonItem(clean, feedLanguage)),
  };
}

function remember(key: string, rendered: RenderedEntry): void {
  if (!latest.delete(key)) heldBytes += bytesOf(rendered);
  latest.set(key, rendered);
  for (const [oldest, forgotten] of latest) {
    if (heldBytes <= MOST_BYTES) break;
    latest.delete(oldest);
    heldBytes -= bytesOf(forgotten);
  }
}

function bytesOf({ rss, atom, json }: RenderedEntry): number {
  return rss.bytes.byteLength + atom.bytes.byteLength + json.bytes.byteLength;
}
