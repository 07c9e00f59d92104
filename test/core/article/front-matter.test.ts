import { expect, test } from "vitest";
import { describeProblem } from "../../../lambdas/core/problem.ts";
import { articleIn, markdownWith, problemIn } from "./reading.ts";

test("every field of front matter reaches the article", () => {
  const article = articleIn(
    markdownWith(`title: The *ferry* &amp; the fog
summary: A ship
  leaves.
published: 2026-11-23
updated: 2026-11-24T01:30:00.9+01:00
authors:
  - Jane Doe
  - name: Ada
    email: ada@example.org
    url: https://ada.example
    fediverse: "@Ada@Social.example"
section: " Harbour "
tags: [fog, Fog, " ships ", ""]
language: de-at
id: tag:example.org,2020:ferry
slug: the-ferry
link: https://elsewhere.example/ferry
image:
  url: media/ferry.jpg
  alt: A ferry
  caption: The ferry, at dusk
  credit: Jo
enclosures:
  - url: media/a.mp3
    length: 1234
    duration: 1:02:03
    title: The horn
  - url: https://x.example/b.bin
correction:
  - The ship is white.
  - text: |
      It sails
      on Friday.
    at: 2026-11-24T08:00:00+01:00
translationOf: ../articles/./en/ferry.md
draft: yes
layout: ignored
date: 1999-01-01`),
  );
  expect(article).toEqual({
    path: "articles/a.md",
    title: "The *ferry* &amp; the fog",
    summary: "A ship leaves.",
    html: "<p>Some text.</p>",
    published: "2026-11-23T00:00:00Z",
    updated: "2026-11-24T00:30:00Z",
    authors: [
      { name: "Jane Doe" },
      { name: "Ada", email: "ada@example.org", url: "https://ada.example/", fediverse: "@Ada@social.example" },
    ],
    section: "Harbour",
    tags: ["fog", "ships"],
    language: "de-AT",
    id: "tag:example.org,2020:ferry",
    slug: "the-ferry",
    link: "https://elsewhere.example/ferry",
    image: {
      url: "https://news.example/tide/media/ferry.jpg",
      alt: "A ferry",
      caption: "The ferry, at dusk",
      credit: "Jo",
    },
    enclosures: [
      {
        url: "https://news.example/tide/media/a.mp3",
        type: "audio/mpeg",
        lengthBytes: 1234,
        title: "The horn",
        durationSeconds: 3723,
      },
      { url: "https://x.example/b.bin", type: "application/octet-stream", lengthBytes: 0 },
    ],
    corrections: [{ text: "The ship is white." }, { text: "It sails on Friday.", at: "2026-11-24T07:00:00Z" }],
    translationOf: "articles/en/ferry.md",
    draft: true,
    lines: { id: 16, slug: 17 },
  });
});

test.each([
  ["authors: Jane Doe", { authors: [{ name: "Jane Doe" }] }],
  ["authors: Jane Doe <jane@example.org>", { authors: [{ name: "Jane Doe", email: "jane@example.org" }] }],
  ["authors: [A, a, B]", { authors: [{ name: "A" }, { name: "B" }] }],
  ["tags: fog,  ships ,", { tags: ["fog", "ships"] }],
  ["tags: [2026, on, 1.10]", { tags: ["2026", "on", "1.10"] }],
  ["title: 007", { title: "007" }],
  ["title: 'a\u00A0 b\u0007'", { title: "a b" }],
  ['title: "a\\uD800b\\0c\\uFFFE"', { title: "abc" }],
  ["image: media/a.jpg", { image: { url: "https://news.example/tide/media/a.jpg", alt: "" } }],
  ["correction: One word.", { corrections: [{ text: "One word." }] }],
  ["correction: { text: a, at: }", { corrections: [{ text: "a" }] }],
  ["correction: []", { corrections: [] }],
  [
    "authors: { name: A, fediverse: jo.doe@social.example:8443 }",
    { authors: [{ fediverse: "@jo.doe@social.example:8443" }] },
  ],
  ["draft: FALSE", { draft: false }],
  ["draft:", { draft: false }],
  ["title:\nsummary: ~\npublished: null", { title: "Some text.", summary: "Some text." }],
])("front matter is read liberally where that is safe: %j", (frontMatter, expected) => {
  expect(articleIn(markdownWith(frontMatter))).toMatchObject(expected);
});

test.each([
  ["title: [a, b]", '2: "title" is not what it must be; write a line of text'],
  ["tags:\n  a: b", '2: "tags" is not what it must be; write a list of words'],
  ["tags:\n  - a\n  - [b]", '4: "tags.1" is not what it must be'],
  ["authors:\n  - name: A\n    email: nobody", '4: "nobody" is no e-mail address'],
  ["authors:\n  - email: a@example.org", "3: an author has no name"],
  [
    "authors:\n  - name: A\n    fediverse: '@mara'",
    '4: "@mara" is no fediverse account; write one such as "@jane@social.example", in quotes',
  ],
  ["authors: { name: A, fediverse: https://social.example/@mara }", "is no fediverse account"],
  ["authors: { name: A, fediverse: mara@social }", "is no fediverse account"],
  ["authors: { name: A, fediverse: '@a b@social.example' }", "is no fediverse account"],
  ["correction: ''", "2: a correction has no text; write what was wrong"],
  ["correction:\n  - a\n  - at: 2026-11-23", "4: a correction has no text"],
  ["correction:\n  - text: a\n    at: yesterday", '4: at "yesterday" is not a date that can be read; write a date'],
  ["correction: [[a]]", "a correction has no text"],
  ["slug: The Ferry!", '2: the slug "The Ferry!" cannot stand in a URL; write slug: the-ferry'],
  ["slug: ../x", "write slug: x"],
  [`slug: ${"a".repeat(101)}`, "cannot stand in a URL"],
  ["id: 17", '2: the id "17" is no absolute URI'],
  ["id: https://example.org/a b", "is no absolute URI"],
  ["id: HTTPS://Example.org/", "is no absolute URI"],
  ["id: urn:uuid:nope", "is no absolute URI"],
  ["id: javascript:alert(1)", "is no absolute URI"],
  ["link: javascript:alert(1)", '2: "javascript:alert(1)" is no web address'],
  ["link: '#top'", "is no web address"],
  ["image:\n  alt: x", '"image.url" is missing'],
  ["image: data:image/png;base64,AA", "is no web address"],
  ["enclosures:\n  - url: media/a.mp3\n    type: mp3", '4: "mp3" is no media type'],
  ["enclosures:\n  - url: media/a.mp3\n    length: many", '4: "many" is no number of bytes'],
  ["enclosures:\n  - url: media/a.mp3\n    duration: long", '4: the duration "long" cannot be read'],
  ["language: klingonese", '2: "klingonese" is no language tag'],
  ["draft: maybe", '2: "maybe" is neither true nor false'],
  ["title: a\ntitle: b", '3: "title" is set twice'],
  ["title: a: b", "2: the YAML is broken"],
  ["title: a\n\ttags: b", "3: the YAML is broken"],
  ["tags: [a\nsection: b", "the YAML is broken"],
  ["just words", "2: the settings are no map"],
  ["tags: *nowhere", "2: the YAML alias *nowhere stands for nothing"],
])("a wrong field is a problem with line and remedy: %j", (frontMatter, expected) => {
  expect(describeProblem(problemIn(markdownWith(frontMatter)))).toContain(expected);
});

test("front matter that is never closed is a problem, since its draft mark would be published", () => {
  expect(problemIn("---\ndraft: true\n\nText")).toMatchObject({ line: 1, remedy: expect.stringContaining("---") });
});

test("an id that comes from elsewhere is taken when every reader takes it", () => {
  for (const id of ["tag:example.org,2026-11:a/b", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "urn:isbn:0451450523", "https://example.org/?p=17"]) {
    expect(articleIn(markdownWith(`id: ${id}`)).id).toBe(id);
  }
}); // prettier-ignore

test("front matter works in plain text and HTML, too, with CRLF and a byte order mark", () => {
  const frontMatter = "\uFEFF---\r\ntitle: T\r\nsection: S\r\n---\r\n";
  expect(articleIn(`${frontMatter}Lead.`, "articles/a.txt")).toMatchObject({
    title: "T",
    section: "S",
    summary: "Lead.",
  });
  expect(articleIn(`${frontMatter}<p>Lead.</p>`, "articles/a.html")).toMatchObject({
    title: "T",
    html: "<p>Lead.</p>",
  });
  expect(problemIn("---\r\n\r\npublished: never\r\n---\r\n").line).toBe(3);
});
