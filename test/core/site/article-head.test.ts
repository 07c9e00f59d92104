import { describe, expect, test } from "vitest";
import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import { renderArticlePage } from "../../../lambdas/core/site/article-page.ts";
import { elementsOf, textOf } from "./markup.ts";
import { entry, hostile, publication } from "./sample.ts";

const everything: Entry = {
  ...entry,
  updated: "2026-10-22T15:05:00Z",
  language: "de-AT",
  authors: [
    { name: "Mara Ilves", url: "https://mara.example/", fediverse: "@mara@social.example" },
    { name: "The Ansel Tide" },
  ],
  image: {
    url: "https://tide.example/media/ferry.jpg?v=1f",
    alt: "A ferry",
    credit: "Ilse Marwood",
    type: "image/jpeg",
    widthPixels: 1200,
    heightPixels: 675,
  },
  corrections: [{ text: "The fare is £9.", at: "2026-10-22T15:05:00Z" }, { text: "It is white." }],
  translations: [{ language: "fr", url: "https://tide.example/articles/fr/" }],
};

const pageOf = (changes: Partial<Entry> = {}) => textOf(renderArticlePage({ ...everything, ...changes }, publication));

/** What the head says under a name, in its order. */
function metaOf(page: string, key: "property" | "name") {
  return elementsOf(page)
    .filter(({ name, attributes }) => name === "meta" && attributes.has(key))
    .map(({ attributes }) => [attributes.get(key), attributes.get("content")]);
}

function jsonOf(page: string): Record<string, unknown> {
  return JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)![1]!);
}

test("Open Graph has what a preview of an article shows", () => {
  expect(metaOf(pageOf(), "property")).toEqual([
    ["og:type", "article"],
    ["og:title", "The night ferry"],
    ["og:url", "https://tide.example/articles/ferry/"],
    ["og:description", "It is back."],
    ["og:site_name", "The Ansel Tide"],
    ["og:locale", "de_AT"],
    ["og:locale:alternate", "fr"],
    ["og:image", "https://tide.example/media/ferry.jpg?v=1f"],
    ["og:image:alt", "A ferry"],
    ["og:image:type", "image/jpeg"],
    ["og:image:width", "1200"],
    ["og:image:height", "675"],
    ["article:published_time", "2026-10-21T06:30:00Z"],
    ["article:modified_time", "2026-10-22T15:05:00Z"],
    ["article:section", "Harbour"],
    ["article:tag", "ferries"],
    ["article:tag", "Old Pier"],
    ["article:author", "https://tide.example/authors/mara-ilves/"],
    ["article:author", "https://tide.example/authors/the-ansel-tide/"],
  ]);
});

test("what is not known is not said", () => {
  const page = pageOf({ image: undefined, summary: "", section: undefined, tags: [], translations: [] });
  expect(metaOf(page, "property").filter(([, content]) => content === undefined || content === "")).toEqual([]);
  expect(page).not.toMatch(/og:image|article:section|undefined/);
});

test("an author's account in the fediverse is credited", () => {
  expect(metaOf(pageOf(), "name")).toContainEqual(["fediverse:creator", "@mara@social.example"]);
  expect(metaOf(pageOf({ authors: [{ name: "A" }] }), "name").map(([name]) => name)).not.toContain("fediverse:creator");
});

test("a picture is shown large, where there is one", () => {
  expect(metaOf(pageOf(), "name")).toContainEqual(["twitter:card", "summary_large_image"]);
  expect(metaOf(pageOf({ image: undefined }), "name")).toContainEqual(["twitter:card", "summary"]);
});

describe("JSON-LD", () => {
  test("describes a NewsArticle with its dates, people, picture, place and corrections", () => {
    expect(jsonOf(pageOf())).toMatchObject({
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      headline: "The night ferry",
      datePublished: "2026-10-21T06:30:00Z",
      dateModified: "2026-10-22T15:05:00Z",
      inLanguage: "de-AT",
      author: [
        { "@type": "Person", name: "Mara Ilves", url: "https://tide.example/authors/mara-ilves/" },
        { "@type": "Organization", name: "The Ansel Tide" },
      ],
      publisher: { "@type": "Organization", name: "The Ansel Tide", url: "https://tide.example/" },
      isPartOf: { "@type": "WebSite", url: "https://tide.example/" },
      image: { "@type": "ImageObject", width: 1200, height: 675, creditText: "Ilse Marwood" },
      articleSection: "Harbour",
      keywords: ["ferries", "Old Pier"],
      correction: [
        { "@type": "CorrectionComment", text: "The fare is £9.", datePublished: "2026-10-22T15:05:00Z" },
        { "@type": "CorrectionComment", text: "It is white." },
      ],
    });
  });

  test("cannot be left by what an author typed, and says it unchanged", () => {
    const title = `${hostile}<!--<script>\u2028&amp;`;
    const page = pageOf({ title });
    expect(jsonOf(page).headline).toBe(title);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain("<!--");
  });
});

test("microformats2 finds an h-entry with author, dates, content, categories and its permanent id", () => {
  const properties = elementsOf(pageOf())
    .filter(({ inside }) => inside.includes("article"))
    .flatMap(({ attributes }) => (attributes.get("class") ?? "").split(" "))
    .filter((name) => /^(p|u|dt|e|h)-/.test(name));
  expect([...new Set(properties)].sort()).toEqual([
    "dt-published",
    "dt-updated",
    "e-content",
    "h-card",
    "p-author",
    "p-category",
    "p-name",
    "p-summary",
    "u-photo",
    "u-uid",
    "u-url",
  ]);
  expect(pageOf()).toContain('<data class="u-uid" value="tag:tide.example,2026:ferry"></data>');
});
