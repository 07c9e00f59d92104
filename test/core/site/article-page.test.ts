import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import { renderArticlePage } from "../../../lambdas/core/site/article-page.ts";
import { elementsOf, looseMarkup, textOf } from "./markup.ts";
import { entry, hostile, publication } from "./sample.ts";

function pageOf(changes: Partial<Entry>): string {
  return textOf(renderArticlePage({ ...entry, ...changes }, publication));
}

test("an article's page lies at its slug", () => {
  expect(renderArticlePage(entry, publication).key).toBe("articles/ferry/index.html");
});

test("the same entry gives the same bytes", () => {
  expect(renderArticlePage(entry, publication).bytes).toEqual(
    renderArticlePage(structuredClone(entry), publication).bytes,
  );
});

describe("what an author typed never becomes markup", () => {
  const everywhere: Entry = {
    ...entry,
    title: hostile,
    summary: hostile,
    section: hostile,
    tags: [hostile],
    authors: [{ name: hostile, url: "https://tide.example/?a=1&b=2" }],
    enclosures: [{ url: "https://tide.example/media/a.mp3?a&b", type: "audio/mpeg", lengthBytes: 1, title: hostile }],
  };

  test("in any field", () => {
    const page = textOf(renderArticlePage(everywhere, { ...publication, title: hostile, copyright: hostile }));
    expect(page.replace('<script type="application/ld+json">', "")).not.toMatch(/<script|<b>|\sonload="/);
    expect(looseMarkup(page)).toEqual([]);
    expect(elementsOf(page).filter(({ name }) => name === "title")).toHaveLength(1);
  });

  test("whatever Unicode it is", () => {
    const anything = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(anything, anything, fc.array(anything, { maxLength: 3 }), (title, section, tags) => {
        const page = pageOf({ title, section, tags, summary: section, authors: [{ name: title }] });
        expect(looseMarkup(page)).toEqual([]);
        expect(elementsOf(page).filter(({ name }) => name === "script")).toHaveLength(1);
      }),
    );
  });
});

test("a page runs no script, styles nothing inline and loads only its style sheet and icon", () => {
  const elements = elementsOf(pageOf({}));
  const active = elements.filter(({ name }) => ["script", "style", "iframe", "form"].includes(name));
  expect(active.map(({ attributes }) => attributes.get("type"))).toEqual(["application/ld+json"]);
  expect(
    elements.flatMap(({ attributes }) => [...attributes.keys()]).filter((name) => /^(on|style$)/.test(name)),
  ).toEqual([]);
  expect(
    elements
      .filter(({ attributes }) => /stylesheet|icon|preload/.test(attributes.get("rel") ?? ""))
      .map(({ attributes }) => attributes.get("href")),
  ).toEqual(["https://tide.example/media/icon.png", "https://tide.example/style.css"]);
});

test("every link is absolute, or points into the page", () => {
  const elements = elementsOf(pageOf({ authors: [{ name: "A", url: "https://a.example/" }] }));
  const ids = new Set(elements.map(({ attributes }) => attributes.get("id")));
  for (const { attributes } of elements) {
    const url = attributes.get("href") ?? attributes.get("src");
    if (url === undefined) continue;
    if (url.startsWith("#")) expect(ids).toContain(url.slice(1));
    else expect(url).toMatch(/^https:\/\//);
  }
});

test("a publication below a path keeps it in every link", () => {
  const page = textOf(
    renderArticlePage(
      { ...entry, url: "https://a.example/b/articles/ferry/" },
      { ...publication, baseUrl: "https://a.example/b", icon: undefined },
    ),
  );
  const links = elementsOf(page).flatMap(({ attributes }) => attributes.get("href") ?? []);
  expect(links.filter((link) => !link.startsWith("#") && !link.startsWith("https://a.example/b/"))).toEqual([]);
});

test("the page announces its address, and the three feeds of its section and of the site", () => {
  const links = elementsOf(pageOf({})).filter(({ name }) => name === "link");
  const found = links.map(({ attributes }) => [attributes.get("rel"), attributes.get("type"), attributes.get("href")]);
  expect(found).toContainEqual(["canonical", undefined, "https://tide.example/articles/ferry/"]);
  expect(found.filter(([rel]) => rel === "alternate")).toEqual([
    ["alternate", "application/rss+xml", "https://tide.example/sections/harbour/feed.xml"],
    ["alternate", "application/atom+xml", "https://tide.example/sections/harbour/atom.xml"],
    ["alternate", "application/feed+json", "https://tide.example/sections/harbour/feed.json"],
    ["alternate", "application/rss+xml", "https://tide.example/feed.xml"],
    ["alternate", "application/atom+xml", "https://tide.example/atom.xml"],
    ["alternate", "application/feed+json", "https://tide.example/feed.json"],
  ]);
});

test("an article whose page is elsewhere names that one as canonical", () => {
  expect(pageOf({ url: "https://elsewhere.example/x" })).toContain(
    '<link rel="canonical" href="https://elsewhere.example/x" />',
  );
});

describe("a page has one first-level heading, its title", () => {
  test("and keeps the article's own headings when they start lower", () => {
    const headings = elementsOf(pageOf({ html: "<h2>a</h2><h3>b</h3>" })).filter(
      ({ inside }) => inside.at(-1) === "div",
    );
    expect(headings.map(({ name }) => name)).toEqual(expect.arrayContaining(["h2", "h3"]));
  });

  test("and moves them down when they start with it", () => {
    const page = pageOf({ html: '<h1 lang="en">a</h1><h2>b</h2><h6>c</h6><hr><p>&lt;h1&gt;</p>' });
    expect(page).toContain('<h2 lang="en">a</h2><h3>b</h3><h6>c</h6><hr><p>&lt;h1&gt;</p>');
    expect(elementsOf(page).filter(({ name }) => name === "h1")).toHaveLength(1);
  });
});

describe("an article in another language than its publication", () => {
  const page = pageOf({ language: "ar", title: "بيت البحّارة", authors: [{ name: "ليلى" }, { name: "سامر" }] });

  test("is marked with its language and direction, inside a page marked with the publication's", () => {
    const [root, article] = elementsOf(page).filter(({ name }) => name === "html" || name === "article");
    expect([root?.attributes.get("lang"), root?.attributes.get("dir")]).toEqual(["en", "ltr"]);
    expect([article?.attributes.get("lang"), article?.attributes.get("dir")]).toEqual(["ar", "rtl"]);
  });

  test("says who wrote it and when in its own language", () => {
    expect(page).toMatch(
      /<address>بقلم <span[^>]*><a[^>]*><bdi>ليلى<\/bdi><\/a><\/span> و<span[^>]*><a[^>]*><bdi>سامر<\/bdi>/,
    );
    expect(page).toContain("نُشر في");
  });
});

test("words that are missing in a language are English and marked as such", () => {
  const page = pageOf({ language: "ja" });
  expect(page).toContain('<article class="h-entry" lang="ja" dir="ltr">');
  expect(page).toContain('<div class="byline" lang="en" dir="ltr">');
});

test("an article says when it was updated only if it was", () => {
  expect(pageOf({})).not.toContain("Updated");
  expect(pageOf({ updated: "2026-10-22T15:05:00Z" })).toContain(
    'Updated <time datetime="2026-10-22T15:05:00Z" class="dt-updated">22 October 2026, <bdi>15:05 UTC</bdi></time>',
  );
});

test("a table wider than the page scrolls by itself, also from the keyboard", () => {
  expect(pageOf({ html: "<table><tr><td>a</td></tr></table>" })).toContain(
    '<div class="wide" tabindex="0"><table><tr><td>a</td></tr></table></div>',
  );
});

test("an author's name leads to the author's page here, and their own site stands beside it", () => {
  const authors = [{ name: "Mara Ilves", url: "https://mara.example/me" }];
  const page = pageOf({ authors });
  expect(page).toContain('<a class="p-name u-url" href="https://tide.example/authors/mara-ilves/">');
  expect(page).toContain('<a class="u-url" href="https://mara.example/me" rel="author"><bdi>mara.example</bdi></a>');
  expect(textOf(renderArticlePage({ ...entry, authors }, { ...publication, feeds: [] }))).toContain(
    '<a class="p-name u-url" href="https://mara.example/me" rel="author">',
  );
});

describe("an article that has been translated", () => {
  const page = pageOf({
    translations: [
      { language: "ar", url: "https://tide.example/articles/ar/" },
      { language: "de-AT", url: "https://tide.example/articles/de/" },
      { language: "tlh", url: "https://tide.example/articles/tlh/" },
    ],
  });

  test("announces every language version, itself included", () => {
    const found = elementsOf(page).filter(({ name, attributes }) => name === "link" && attributes.has("hreflang"));
    expect(found.map(({ attributes }) => [attributes.get("hreflang"), attributes.get("href")])).toEqual([
      ["en", "https://tide.example/articles/ferry/"],
      ["ar", "https://tide.example/articles/ar/"],
      ["de-AT", "https://tide.example/articles/de/"],
      ["tlh", "https://tide.example/articles/tlh/"],
    ]);
    expect(pageOf({})).not.toContain("hreflang");
  });

  test("names each in its own language, or by its tag", () => {
    expect(page).toContain('hreflang="ar" lang="ar" dir="rtl">العربية</a>');
    expect(page).toContain('hreflang="de-AT" lang="de-AT" dir="ltr">Deutsch (AT)</a>');
    expect(page).toContain(">tlh</a>");
  });
});

test("a page without section, tags, files or text is whole all the same", () => {
  const page = pageOf({ section: undefined, tags: [], summary: "", html: "" });
  expect(() => elementsOf(page)).not.toThrow();
  expect(page).not.toMatch(/name="description"|class="(section|tags|files)"/);
});
