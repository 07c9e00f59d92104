import { expect } from "vitest";
import type { Document } from "../../lambdas/core/feed/feed.ts";
import { jsonFeedErrors } from "./json-schema.ts";
import { type Reading, readAtom, readJsonFeed, readRss } from "./reading.ts";
import { w3cComplaints } from "./w3c-rules.ts";
import { grammarErrors, parseXml } from "./xml-grammar.ts";

/**
 * Every feed document in the list (others are passed over) is well-formed, obeys its format's grammar and the W3C
 * validator's rules; and the three of one feed say the same. Returns what they say, by folder.
 */
export function expectValidFeeds(documents: Document[], baseUrl: string): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  for (const document of documents) {
    const [, folder = "", name = ""] = /^(.*\/)?([^/]*)$/.exec(document.key) ?? [];
    const check = FORMATS[name];
    if (check === undefined) continue;
    const reading = check(document, `${baseUrl}/${encodeURI(document.key)}`);
    const other = readings.get(folder);
    if (other !== undefined) expect(reading, `${document.key} says the same as its siblings`).toEqual(other);
    readings.set(folder, reading);
  }
  return readings;
}

const FORMATS: Record<string, (document: Document, url: string) => Reading> = {
  "feed.xml": (document, url) => readRss(expectValidXml(document, url, "rss")),
  "atom.xml": (document, url) => readAtom(expectValidXml(document, url, "atom")),
  "feed.json": (document, url) => readJsonFeed(expectValidJsonFeed(document, url)),
};

function expectValidXml({ key, bytes }: Document, url: string, format: "rss" | "atom"): string {
  const text = decode(bytes);
  using parsed = parseXml(bytes);
  expect(grammarErrors(parsed, format), `${key} obeys the grammar of ${format}`).toEqual([]);
  expect(w3cComplaints(parsed, text, url), `${key} has nothing that the W3C validator reports`).toEqual([]);
  return text;
}

function expectValidJsonFeed({ key, bytes }: Document, url: string): string {
  const text = decode(bytes);
  const json: { feed_url?: string; next_url?: string; items?: { id: string }[] } = JSON.parse(text);
  expect(jsonFeedErrors(json), `${key} is JSON Feed 1.1`).toEqual([]);
  expect(json.feed_url, `${key} knows its own URL`).toBe(url);
  expect(json.next_url, `${key} does not go on with itself`).not.toBe(url);
  const ids = (json.items ?? []).map(({ id }) => id);
  expect(new Set(ids).size, `${key} has unique ids`).toBe(ids.length);
  return text;
}

/** UTF-8 without a byte order mark (which RFC 8259 §8.1 forbids), and with nothing that UTF-8 cannot hold. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
