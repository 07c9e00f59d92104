import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import { cleanEntry } from "../../../lambdas/core/feed/clean-entry.ts";
import { cleanFeed } from "../../../lambdas/core/feed/clean-feed.ts";
import type { Feed, History } from "../../../lambdas/core/feed/feed.ts";
import { renderFeed } from "../../../lambdas/core/feed/render-feed.ts";
import { escapeHtml } from "../../../lambdas/core/feed/text.ts";
import type { Publication } from "../../../lambdas/core/publication.ts";
import { expectValidFeeds } from "../../validators/valid-feed.ts";
import { entry, feed, publication } from "./sample.ts";

/** Any Unicode, lone surrogates and controls included, and often what means something to XML, HTML or `feed`. */
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
      {
        weight: 1,
        arbitrary: fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
      },
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          "]]>",
          "<![CDATA[",
          "&",
          "&amp;",
          "&#x3C;",
          "<",
          "</b>",
          '"',
          "'",
          "$&",
          "\r\n",
          "    ",
          "\u0000",
          "\u0001",
          "\u0004",
          "\uFFFE",
          "\uD83D",
          "Ã©",
          "\u200F",
          "🚢",
          "</item>",
          "</entry>",
          "<title>",
          "\\",
        ),
      },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const moment = fc
  .integer({ min: Date.UTC(1990, 0, 2), max: Date.UTC(2025, 0) })
  .map((millis) => `${new Date(millis).toISOString().slice(0, 19)}Z`);
const person = fc.record({
  name: text,
  email: fc.option(text, { nil: undefined }),
  url: fc.option(fc.webUrl(), { nil: undefined }),
});
const enclosure = fc.record({
  url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
  type: fc.constantFrom("audio/mpeg", "image/jpeg", "application/pdf"),
  lengthBytes: fc.nat(),
  title: fc.option(text, { nil: undefined }),
  durationSeconds: fc.option(fc.nat(), { nil: undefined }),
});

const translation = fc.record({
  language: fc.constantFrom("en", "fr", "de-at", "zh-Hans", "no tag"),
  url: fc.webUrl(),
});
const pixels = fc.option(fc.integer({ min: -1, max: 4000 }), { nil: undefined });
const image = fc.record({
  url: fc.webUrl({ withQueryParameters: true }),
  alt: text,
  caption: fc.option(text, { nil: undefined }),
  credit: fc.option(text, { nil: undefined }),
  type: fc.constantFrom("image/jpeg", "image/svg+xml; charset=utf-8", "text/html", "", undefined),
  lengthBytes: fc.option(fc.nat(), { nil: undefined }),
  widthPixels: pixels,
  heightPixels: pixels,
});

const anyEntry: fc.Arbitrary<Entry> = fc.record({
  path: fc.constant(entry.path),
  id: fc.uuid().map((uuid) => `tag:gazette.example,2026:${uuid}`),
  slug: fc.constant("slug"),
  url: fc.webUrl({ withQueryParameters: true }),
  title: text,
  summary: text,
  html: text.map((content) => `<p>${escapeHtml(content)}</p><pre>]]>${content.replaceAll("<", "")}]]></pre>`),
  published: moment,
  updated: moment,
  authors: fc.array(person, { maxLength: 3 }),
  section: fc.option(text, { nil: undefined }),
  tags: fc.array(text, { maxLength: 4 }),
  language: fc.constantFrom("en", "de-AT", "zh-Hans"),
  image: fc.option(image, { nil: undefined }),
  enclosures: fc.array(enclosure, { maxLength: 3 }),
  corrections: fc.constant([]),
  translations: fc.array(translation, { maxLength: 4 }),
});

const withdrawal = fc.record({
  id: fc.oneof(
    fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
    fc.webUrl(),
    text,
  ),
  when: moment,
});
const history = fc.constantFrom<History>(
  {},
  { previous: "archive/7/" },
  { current: "" },
  { previous: "archive/1/", next: "archive/3/", current: "" },
  { previous: "tags/größe/archive/1/", current: "tags/größe/" },
);

const anyFeed = fc.record({
  entries: fc.uniqueArray(anyEntry, { selector: ({ id }) => id, maxLength: 4 }),
  title: text,
  description: text,
  copyright: text,
  withdrawn: fc.array(withdrawal, { maxLength: 3 }),
  history,
});

function cleaned(given: Feed, publisher: Publication) {
  const clean = cleanFeed(given, publisher);
  const entries = given.entries.map((one) => cleanEntry(one, clean.feed.language, clean.publication));
  return { ...clean, feed: { ...clean.feed, entries } };
}

test("any Unicode in any field gives three valid documents that read back to the same values", () => {
  fc.assert(
    fc.property(anyFeed, ({ copyright, ...fields }) => {
      const given = { ...feed, ...fields, path: "archive/2/" };
      const publisher = { ...publication, copyright };
      const clean = cleaned(given, publisher).feed;
      const said = expectValidFeeds(renderFeed(given, publisher), publication.baseUrl).get("archive/2/");
      expect(said).toEqual({
        title: clean.title,
        description: clean.description || undefined,
        pageUrl: clean.pageUrl,
        language: clean.language,
        previous: clean.history.previous && encodeURI(`${publication.baseUrl}/${clean.history.previous}`),
        entries: clean.entries.map((one) => ({
          id: one.id,
          url: one.url,
          title: one.title,
          summary: one.summary,
          html: one.html,
          published: one.published,
          updated: one.updated,
          authors: one.authors.map(({ name }) => name),
          tags: [one.section ?? [], one.tags].flat(),
          image: one.image?.url,
          enclosures: one.enclosures.map(({ url, type, lengthBytes }) => ({ url, type, lengthBytes })),
        })),
      });
    }),
    { numRuns: 300 },
  );
}, 30_000);

test("cleaning twice changes nothing", () => {
  fc.assert(
    fc.property(anyFeed, ({ copyright, ...fields }) => {
      const once = cleaned({ ...feed, ...fields }, { ...publication, copyright });
      expect(cleaned(once.feed, once.publication)).toEqual(once);
    }),
  );
});

test("text without anything unusable in it is left as it is", () => {
  const tidy = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((title) => title === title.trim() && !/[ÂÃ\uFFFD\s]/.test(title));
  fc.assert(
    fc.property(tidy, (title) => {
      const clean = cleaned({ ...feed, entries: [{ ...entry, title, summary: title, html: title }] }, publication).feed;
      expect(clean.entries[0]).toMatchObject({ title, summary: title, html: title });
    }),
  );
});
