import { describe, expect, test } from "vitest";
import { renderHomePage } from "../../../lambdas/core/site/home-page.ts";
import { elementsOf, looseMarkup, textOf } from "./markup.ts";
import { entry, feedOf, hostile, publication } from "./sample.ts";

const photographed = { ...entry, image: { url: "https://tide.example/media/ferry.jpg", alt: "A ferry" } };

test("the publication's page lies at the root and names itself in one first-level heading", () => {
  const document = renderHomePage(feedOf(entry), publication);
  expect(document.key).toBe("index.html");
  expect(elementsOf(textOf(document)).filter(({ name }) => name === "h1")).toHaveLength(1);
});

test("the page of another feed lies beside its documents and offers those", () => {
  const section = {
    ...feedOf(entry),
    path: "sections/harbour/",
    title: "Harbour",
    pageUrl: "https://tide.example/sections/harbour/",
  };
  const document = renderHomePage(section, publication);
  expect(document.key).toBe("sections/harbour/index.html");
  const feeds = elementsOf(textOf(document)).filter(({ attributes }) => attributes.get("rel") === "alternate");
  expect(feeds.map(({ attributes }) => [attributes.get("title"), attributes.get("href")])).toEqual([
    ["Harbour (RSS)", "https://tide.example/sections/harbour/feed.xml"],
    ["Harbour (Atom)", "https://tide.example/sections/harbour/atom.xml"],
    ["Harbour (JSON Feed)", "https://tide.example/sections/harbour/feed.json"],
  ]);
});

test("it lists the entries in the feed's order, each with title, summary, date and link", () => {
  const page = textOf(
    renderHomePage(feedOf({ ...entry, title: "Second", url: "https://tide.example/articles/b/" }, entry), publication),
  );
  expect([...page.matchAll(/<h3><a href="([^"]+)">([^<]+)</g)].map(([, href, title]) => [href, title])).toEqual([
    ["https://tide.example/articles/b/", "Second"],
    ["https://tide.example/articles/ferry/", "The night ferry"],
  ]);
  expect(page).toContain("<p>It is back.</p>");
  expect(page).toContain('<time datetime="2026-10-21T06:30:00Z">');
});

test("every image has its words", () => {
  const images = elementsOf(textOf(renderHomePage(feedOf(photographed), publication))).filter(
    ({ name }) => name === "img",
  );
  expect(images.map(({ attributes }) => attributes.get("alt"))).toEqual(["", "A ferry"]);
});

test("each entry is marked with its own language", () => {
  const page = textOf(renderHomePage(feedOf({ ...entry, language: "de" }, { ...entry, language: "ar" }), publication));
  const articles = elementsOf(page).filter(({ name }) => name === "article");
  expect(articles.map(({ attributes }) => [attributes.get("lang"), attributes.get("dir")])).toEqual([
    ["de", "ltr"],
    ["ar", "rtl"],
  ]);
});

test("it explains how to subscribe and shows the address of each feed", () => {
  const page = textOf(renderHomePage(feedOf(entry), publication));
  for (const file of ["feed.xml", "atom.xml", "feed.json"])
    expect(page).toContain(`<code dir="ltr">https://tide.example/${file}</code>`);
  expect(page).toContain("feed reader");
});

test("a publication in another language speaks it", () => {
  const page = textOf(renderHomePage(feedOf(entry), { ...publication, language: "de" }));
  expect(page).toContain('<html lang="de" dir="ltr">');
  expect(page).toContain("Abonnieren");
});

describe("what must not break the page", () => {
  test("a feed without entries", () => {
    const page = textOf(renderHomePage(feedOf(), publication));
    expect(page).toContain("Nothing has been published yet.");
    expect(page).not.toContain("<ol");
    expect(() => elementsOf(page)).not.toThrow();
  });

  test("hostile texts in any field", () => {
    const feed = {
      ...feedOf({
        ...photographed,
        title: hostile,
        summary: hostile,
        section: hostile,
        image: { url: photographed.image.url, alt: hostile },
      }),
      title: hostile,
      description: hostile,
    };
    const page = textOf(renderHomePage(feed, { ...publication, title: hostile }));
    expect(page).not.toMatch(/<script|<b>|\sonload="/);
    expect(looseMarkup(page)).toEqual([]);
    expect(() => elementsOf(page)).not.toThrow();
  });
});
