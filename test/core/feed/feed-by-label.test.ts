import * as fc from "fast-check";
import { expect, test } from "vitest";
import { feedName } from "../../../lambdas/core/feed/feed-by-label.ts";
import { feedFolder, kindOf, urlOf } from "../../../lambdas/core/feed/feed-name.ts";

const base = "https://news.example/tide";
const digest = /^tags\/[\da-f]{12}$/;

test.each([
  ["Old Pier", "tags/old-pier"],
  ["  OLD – pier! ", "tags/old-pier"],
  ["Ökologie & Café", "tags/oekologie-and-cafe"],
  ["iPhone", "tags/iphone"],
  ["C", "tags/c"],
  ["C++", "tags/c-plus-plus"],
  ["C#", "tags/c-sharp"],
  ["#fog", "tags/fog"],
  ["ﬁsh", "tags/fish"],
  ["الميناء", "tags/almynae"],
  ["日本語 ニュース", "tags/日本語-ニュース"],
  ["हिन्दी", "tags/हिन्दी"],
])("the feed of the tag %j is %s", (label, name) => {
  expect(feedName("tags", label)).toBe(name);
});

test("labels that differ in more than capitals and punctuation have feeds of their own", () => {
  const labels = ["2026", "חדשות 2026", "2026 年", "news", "news 日本", "news 日本語", "C", "C#", "C++", "🎉", "👩‍👩‍👧", "!", "?"];
  expect(new Set(labels.map((label) => feedName("tags", label))).size).toBe(labels.length);
  const long = "a very long label ".repeat(20);
  expect(feedName("tags", `${long}b`)).toBe(feedName("tags", `${long.toUpperCase()}B!`));
  expect(feedName("tags", `${long}b`)).not.toBe(feedName("tags", `${long}c`));
}); // prettier-ignore

test.each(["..", ".", "/", "../..", "!!!", "-", "_", "🎉", "\u0000\u0001", "\u200F\u202E", "\uD800", "%", "?", "  "])(
  "a label without letters gets a digest: %j",
  (label) => {
    expect(feedName("sections", label).replace("sections", "tags")).toMatch(digest);
  },
);

test.each([
  ["../x", "tags/x"],
  ["a/../../b", "tags/a-b"],
  ["..\\..\\x", "tags/x"],
  ["%2e%2e%2fx", "tags/2e-2e-2fx"],
  ["x\u0000.xml", "tags/x-xml"],
  ["\u202Eevil", "tags/evil"],
])("no label leaves its folder: %j", (label, name) => {
  expect(feedName("tags", label)).toBe(name);
});

test("whatever a label is, its feed has one folder, a short name and an address", () => {
  const letters = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ unit: "grapheme", maxLength: 300 }));
  const long = fc.constantFrom("𠀀", "日", "é", "x", "🎉", "/", "𞤀").map((letter) => letter.repeat(300));
  fc.assert(
    fc.property(fc.oneof(letters, long), (label) => {
      const name = feedName("tags", label);
      expect(name).toMatch(/^tags\/[\p{L}\p{M}\p{N}]+(-+[\p{L}\p{M}\p{N}]+)*$/u);
      // A file system takes 255 bytes.
      expect(new TextEncoder().encode(name.slice("tags/".length)).length).toBeLessThanOrEqual(255);
      expect(new URL(urlOf(base, feedFolder(name))).href).toBe(urlOf(base, feedFolder(name)));
      expect(decodeURIComponent(urlOf(base, feedFolder(name)))).toBe(`${base}/${name}/`);
      expect(kindOf(name)).toBe("tags");
    }),
    { numRuns: 1000 },
  );
}); // prettier-ignore

test("a language's feed lies at its tag", () => {
  expect(feedName("languages", "zh-Hant")).toBe("languages/zh-hant");
});
