import { expect } from "vitest";
import type { Document } from "../../lambdas/core/feed/feed.ts";
import { expectValidFeeds } from "../validators/valid-feed.ts";
import { grammarErrors, parseXml } from "../validators/xml-grammar.ts";
import { expectSafeFragment, expectSafePage } from "./safe-html.ts";
import type { Published } from "./subject.ts";

/**
 * Every document of a site is valid and safe, whatever it was made from, and what was left out is explained to its author in
 * our own words.
 */
export function expectSoundSite({ documents, problems }: Published, baseUrl: string): void {
  for (const { cause, remedy } of problems) {
    expect(cause).not.toBe("");
    expect(cause + remedy).not.toMatch(/bug of Dateline|call stack|undefined|\[object|[\p{Cc}\p{Cs}]/u);
  }
  for (const { entries } of expectValidFeeds(documents, baseUrl).values()) {
    for (const { html = "" } of entries) expectSafeFragment(html);
  }
  for (const document of documents) {
    const { key, bytes } = document;
    if (key.endsWith(".html")) expectSafePage(key, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    else if (key.endsWith(".opml")) expectGrammar(document, "opml");
    else if (/^sitemap[^/]*\.xml$/.test(key)) expectGrammar(document, "sitemap");
  }
}

function expectGrammar({ key, bytes }: Document, format: "opml" | "sitemap"): void {
  using parsed = parseXml(bytes);
  expect(grammarErrors(parsed, format), key).toEqual([]);
}
