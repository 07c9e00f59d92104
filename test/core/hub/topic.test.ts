import fc from "fast-check";
import { expect, test } from "vitest";
import { feedName } from "../../../lambdas/core/feed/feed-by-label.ts";
import { feedFolder, urlOf } from "../../../lambdas/core/feed/feed-name.ts";
import { documentOfTopic } from "../../../lambdas/core/hub/topic.ts";

const BASE_URL = "https://a.example";
const documentOf = (path: string) => documentOfTopic(BASE_URL, `${BASE_URL}/${path}`);

test("every feed of a publication is a topic, in each format, its archive too", () => {
  const kind = fc.constantFrom("sections", "tags", "authors");
  const label = fc.string({ minLength: 1, maxLength: 300, unit: "grapheme" });
  fc.assert(
    fc.property(kind, label, fc.constantFrom("", "archive/12/"), (one, text, archive) => {
      const key = `${feedFolder(feedName(one, text))}${archive}atom.xml`;
      expect(documentOfTopic(BASE_URL, urlOf(BASE_URL, key))).toBe(key);
    }),
  );
  for (const key of ["feed.xml", "feed.json", "languages/de-at/atom.xml", "archive/3/feed.xml"])
    expect(documentOf(key)).toBe(key);
});

test.each([
  ["leaves the site", "../../feed.xml"],
  ["leaves it from within", "sections/../feed.xml"],
  ["has an empty folder in it", "/feed.xml"],
  ["holds what no file may be called", "tags/%00/feed.xml"],
  ["is longer than a store takes", `tags/${"x".repeat(2000)}/feed.xml`],
  ["is spelt in another way", "tags/%61/feed.xml"],
  ["is not encoded", "tags/ä/feed.xml"],
  ["cannot be decoded", "tags/%E4/feed.xml"],
  ["is a file of the media", "media/feed.xml"],
  ["is a page", "sections/harbour/"],
  ["has a query", "feed.xml?"],
  ["has a fragment", "feed.xml#a"],
])("a path that %s is no topic, and no store is asked for it", (_, path) => {
  expect(documentOf(path)).toBeUndefined();
});

test.each(["https://a.example.evil.example/feed.xml", "https://b.example/feed.xml", "feed.xml", "/feed.xml"])(
  "what is no address below the publication's is no topic: %s",
  (address) => {
    expect(documentOfTopic(BASE_URL, address)).toBeUndefined();
  },
);
