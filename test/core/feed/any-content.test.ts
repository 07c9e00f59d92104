import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import { cleanFeed } from "../../../lambdas/core/feed/clean-feed.ts";
import { renderFeed } from "../../../lambdas/core/feed/render-feed.ts";
import { escapeHtml } from "../../../lambdas/core/feed/text.ts";
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
  enclosures: fc.array(enclosure, { maxLength: 3 }),
});

const anyFeed = fc.record({
  entries: fc.uniqueArray(anyEntry, { selector: ({ id }) => id, maxLength: 4 }),
  title: text,
  description: text,
  copyright: text,
});

test("any Unicode in any field gives three valid documents that read back to the same values", () => {
  fc.assert(
    fc.property(anyFeed, ({ entries, title, description, copyright }) => {
      const given = { ...feed, title, description, entries };
      const publisher = { ...publication, copyright };
      const clean = cleanFeed(given, publisher).feed;
      const said = expectValidFeeds(renderFeed(given, publisher), publication.baseUrl).get("");
      expect(said).toEqual({
        title: clean.title,
        description: clean.description || undefined,
        pageUrl: clean.pageUrl,
        language: clean.language,
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
          enclosures: one.enclosures.map(({ url, type, lengthBytes }) => ({ url, type, lengthBytes })),
        })),
      });
    }),
    { numRuns: 300 },
  );
}, 30_000);

test("cleaning twice changes nothing", () => {
  fc.assert(
    fc.property(anyFeed, ({ entries, title, description, copyright }) => {
      const once = cleanFeed({ ...feed, title, description, entries }, { ...publication, copyright });
      expect(cleanFeed(once.feed, once.publication)).toEqual(once);
    }),
  );
});

test("text without anything unusable in it is left as it is", () => {
  const tidy = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((title) => title === title.trim() && !/[ÂÃ\s]/.test(title));
  fc.assert(
    fc.property(tidy, (title) => {
      const clean = cleanFeed(
        { ...feed, entries: [{ ...entry, title, summary: title, html: title }] },
        publication,
      ).feed;
      expect(clean.entries[0]).toMatchObject({ title, summary: title, html: title });
    }),
  );
});
