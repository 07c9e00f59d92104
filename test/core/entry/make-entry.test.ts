import { expect, test } from "vitest";
import { makeEntry } from "../../../lambdas/core/entry/make-entry.ts";
import { articleIn, markdownWith, publication } from "../article/reading.ts";

const identity = {
  id: "tag:news.example,2026:ferry",
  slug: "ferry",
  published: "2026-05-01T08:00:00Z",
  updated: "2026-05-02T08:00:00Z",
};

const nowhere = { media: new Map(), translations: [] };

function entryFrom(frontMatter: string, body?: string) {
  return makeEntry(articleIn(markdownWith(frontMatter, body)), identity, publication, nowhere);
}

test("corrections stand at the foot of the content, in the author's order, and are kept as data", () => {
  const { html, corrections } = entryFrom(
    'correction:\n  - The bridge has <two> "arches", not three & a half.\n  - { text: "Her name is Ilves.", at: 2026-05-03T10:30:00Z }',
    "Text.",
  );
  expect(html).toBe(
    '<p>Text.</p><aside class="correction">' +
      "<p><b>Correction:</b> The bridge has &lt;two&gt; &quot;arches&quot;, not three &amp; a half.</p>" +
      '<p><b>Correction, <time datetime="2026-05-03T10:30:00Z">3 May 2026</time>:</b> Her name is Ilves.</p></aside>',
  );
  expect(corrections).toEqual([
    { text: 'The bridge has <two> "arches", not three & a half.' },
    { text: "Her name is Ilves.", at: "2026-05-03T10:30:00Z" },
  ]);
  expect(entryFrom("title: T").html).toBe("<p>Some text.</p>");
});

test.each([
  ["de-AT", "<b>Korrektur, <time", "3. Mai 2026"],
  ["fr", "<b>Rectificatif, <time", "3 mai 2026"],
  ["ar", "<b>تصويب, <time", "3 مايو 2026"],
  ["it", '<b lang="en" dir="ltr">Correction, <time', "3 May 2026"],
])("in %s a correction is called by that language's word, or by one that is marked as foreign", (language, name, day) => {
  const { html } = entryFrom(`language: ${language}\ncorrection: { text: x, at: 2026-05-03 }`);
  expect(html).toContain(`${name} datetime="2026-05-03T00:00:00Z">${day}</time>`);
}); // prettier-ignore

test("an entry is never updated before its latest correction, unless the author says what is an update", () => {
  const corrected = "correction: [{ text: a, at: 2026-05-04 }, { text: b, at: 2026-05-03 }, c]";
  expect(entryFrom(corrected).updated).toBe("2026-05-04T00:00:00Z");
  expect(entryFrom(`${corrected}\nupdated: 2026-05-02T08:00:00Z`).updated).toBe("2026-05-02T08:00:00Z");
  expect(entryFrom("correction: { text: a, at: 2026-05-01 }").updated).toBe(identity.updated);
});

test("an entry is never updated before it is published", () => {
  const article = articleIn("Text.");
  const early = { ...identity, updated: "2026-04-30T00:00:00Z" };
  expect(makeEntry(article, early, publication, nowhere).updated).toBe(identity.published);
});

test("what an article leaves open comes from its publication", () => {
  expect(entryFrom("title: T")).toMatchObject({
    ...identity,
    url: "https://news.example/tide/articles/ferry/",
    authors: publication.authors,
    language: "en",
  });
  const own = { link: "https://x.example/", authors: "Ada", language: "de" };
  expect(entryFrom(`link: ${own.link}\nauthors: ${own.authors}\nlanguage: ${own.language}`)).toMatchObject({
    url: own.link,
    authors: [{ name: "Ada" }],
    language: "de",
  });
});

test("the lead image stands before the text, unless the text shows it", () => {
  const image = "image: { url: media/a.jpg, alt: '\"A\"', caption: At dusk, credit: Jo }";
  expect(entryFrom(image).html).toBe(
    '<figure><img src="https://news.example/tide/media/a.jpg" alt="&quot;A&quot;" />' +
      "<figcaption>At dusk <cite>Jo</cite></figcaption></figure><p>Some text.</p>",
  );
  expect(entryFrom(image, "![b](media/a.jpg)").html).not.toContain("figure");
});
