import { expect, test } from "vitest";
import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import type { Fragment } from "../../../lambdas/core/feed/fragment.ts";
import { renderEntry } from "../../../lambdas/core/feed/render-entry.ts";
import { entry, publication } from "./sample.ts";

const textOf = ({ bytes }: Fragment) => new TextDecoder().decode(bytes);

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
  expect(textOf(after.atom)).not.toBe(textOf(before.atom));
  expect(renderEntry(entry, "en", publication)).toEqual(before);
});

test("an entry depends on its feed's language, and on the publication where it says nothing itself", () => {
  const anonymous = { ...entry, authors: [], url: "" };
  const home = renderEntry(anonymous, "en", publication);
  expect(textOf(renderEntry(anonymous, "de", publication).atom)).toContain('<entry xml:lang="en">');
  expect(textOf(renderEntry(anonymous, "en", { ...publication, authors: [{ name: "Jo" }] }).rss)).toContain(">Jo<");
  const moved = renderEntry(anonymous, "en", { ...publication, baseUrl: "http://localhost:8080" });
  expect(textOf(moved.json)).toContain('"url": "http://localhost:8080/"');
  expect(textOf(home.json)).toContain('"url": "https://gazette.example/"');
});
