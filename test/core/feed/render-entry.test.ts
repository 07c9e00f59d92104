import { expect, test } from "vitest";
import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import { renderEntry } from "../../../lambdas/core/feed/render-entry.ts";
import { entry, publication } from "./sample.ts";

test("an entry is rendered once for all feeds of one language, also when it was read anew", () => {
  const once = renderEntry(entry, "en", publication);
  expect(renderEntry(structuredClone(entry), "en", { ...publication, title: "Another" })).toBe(once);
});

test.each<[string, Partial<Entry>]>([
  ["title", { title: "Another" }],
  ["summary", { summary: "Another" }],
  ["content", { html: "<p>Another</p>" }],
  ["update", { updated: "2026-01-01T00:00:00Z" }],
  ["picture", { image: undefined }],
  ["translations", { translations: [] }],
])("an entry with another %s is another entry", (_, change) => {
  const before = renderEntry(entry, "en", publication);
  const after = renderEntry({ ...entry, ...change }, "en", publication);
  expect(after.atom).not.toBe(before.atom);
  expect(renderEntry(entry, "en", publication)).toEqual(before);
});

test("an entry depends on its feed's language, and on the publication where it says nothing itself", () => {
  const anonymous = { ...entry, authors: [], url: "" };
  const home = renderEntry(anonymous, "en", publication);
  expect(renderEntry(anonymous, "de", publication).atom).toContain('<entry xml:lang="en">');
  expect(renderEntry(anonymous, "en", { ...publication, authors: [{ name: "Jo" }] }).rss).toContain(">Jo<");
  const moved = renderEntry(anonymous, "en", { ...publication, baseUrl: "http://localhost:8080" });
  expect(moved.json).toContain('"url": "http://localhost:8080/"');
  expect(home.json).toContain('"url": "https://gazette.example/"');
});
