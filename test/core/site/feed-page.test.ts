import { describe, expect, test } from "vitest";
import { renderFeedPage } from "../../../lambdas/core/site/feed-page.ts";
import type { Feed, History } from "../../../lambdas/core/feed/feed.ts";
import type { Publication } from "../../../lambdas/core/publication.ts";
import { elementsOf, looseMarkup, textOf } from "./markup.ts";
import { entry, feedOf, hostile, publication } from "./sample.ts";

const photographed = { ...entry, image: { url: "https://tide.example/media/ferry.jpg", alt: "A ferry" } };

test("the publication's page lies at the root and names itself in one first-level heading", () => {
  const document = renderFeedPage(feedOf(entry), publication);
  expect(document.key).toBe("index.html");
  expect(elementsOf(textOf(document)).filter(({ name }) => name === "h1")).toHaveLength(1);
});

const section: Feed = {
  ...feedOf(entry),
  kind: "sections",
  path: "sections/harbour/",
  title: "Harbour – The Ansel Tide",
  pageUrl: "https://tide.example/sections/harbour/",
};

test("the page of another feed lies beside its documents and offers those before the site's", () => {
  const document = renderFeedPage(section, publication);
  expect(document.key).toBe("sections/harbour/index.html");
  const feeds = elementsOf(textOf(document)).filter(({ attributes }) => attributes.get("rel") === "alternate");
  expect(feeds.map(({ attributes }) => [attributes.get("title"), attributes.get("href")])).toEqual([
    ["Harbour – The Ansel Tide (RSS)", "https://tide.example/sections/harbour/feed.xml"],
    ["Harbour – The Ansel Tide (Atom)", "https://tide.example/sections/harbour/atom.xml"],
    ["Harbour – The Ansel Tide (JSON Feed)", "https://tide.example/sections/harbour/feed.json"],
    ["The Ansel Tide (RSS)", "https://tide.example/feed.xml"],
    ["The Ansel Tide (Atom)", "https://tide.example/atom.xml"],
    ["The Ansel Tide (JSON Feed)", "https://tide.example/feed.json"],
  ]);
});

test("the page of a section, tag, author or language says which it is, without the publication's name again", () => {
  const page = textOf(renderFeedPage(section, publication));
  expect(page).toContain('<p class="section" lang="en" dir="ltr">Section</p>');
  expect(page).toContain("<h1>Harbour</h1>");
  expect(page).toContain("<title>Harbour – The Ansel Tide</title>");
});

describe("the page of an archive document", () => {
  const archive = (history: History, path = "archive/3/") =>
    textOf(renderFeedPage({ ...feedOf(entry), path, history }, publication));
  const neighbours = (page: string) =>
    elementsOf(page)
      .filter(({ name, inside }) => name === "a" && inside.includes("nav"))
      .filter(({ attributes }) => /archive|example\/$/.test(attributes.get("href") ?? ""))
      .map(({ attributes }) => [attributes.get("rel"), attributes.get("href")?.slice("https://tide.example".length)]);

  test("lies beside it, says which part it is, and leads to the parts before and after and to the newest", () => {
    const page = archive({ previous: "archive/2/", next: "archive/4/", current: "" });
    expect(renderFeedPage({ ...section, path: "archive/3/", history: { current: "" } }, publication).key).toBe(
      "archive/3/index.html",
    );
    expect(page).toContain("<h1>Archive, part 3</h1>");
    expect(page).toContain('<link rel="canonical" href="https://tide.example/archive/3/" />');
    expect(neighbours(page).slice(0, 3)).toEqual([
      [undefined, "/"],
      ["next", "/archive/4/"],
      ["prev", "/archive/2/"],
    ]);
  });

  test("says which days its articles are from, or that there are none any more", () => {
    const label = (...published: string[]) => {
      const entries = published.map((moment) => ({ ...entry, published: moment }));
      const page = renderFeedPage({ ...feedOf(...entries), path: "archive/3/", history: { current: "" } }, publication);
      return /class="label"[^>]*>([^<]*)</.exec(textOf(page))?.[1];
    };
    expect(label("2026-11-03T08:00:00Z", "2026-11-02T08:00:00Z", "2026-10-31T23:59:59Z")).toBe(
      "31 October 2026 – 3 November 2026",
    );
    expect(label("2026-11-03T08:00:00Z", "2026-11-03T07:00:00Z")).toBe("3 November 2026");
    expect(label()).toBe("Older articles");
    const empty = renderFeedPage({ ...feedOf(), path: "archive/3/", history: { current: "" } }, publication);
    expect(textOf(empty)).toContain("There are no articles here any more.");
  });

  test("offers the current documents, for nobody subscribes to what never changes", () => {
    const page = archive({ current: "tags/fog/" }, "tags/fog/archive/3/");
    const offered = elementsOf(page).find(({ attributes }) => attributes.get("rel") === "alternate");
    expect(offered?.attributes.get("href")).toBe("https://tide.example/tags/fog/feed.xml");
    expect(page).toContain('<code class="address" dir="ltr">https://tide.example/tags/fog/feed.xml</code>');
    expect(page).not.toContain("archive/3/feed.xml");
  });

  test("is found from the current one, which knows none that is newer", () => {
    const page = textOf(renderFeedPage({ ...feedOf(entry), history: { previous: "archive/3/" } }, publication));
    expect(neighbours(page)[0]).toEqual(["prev", "/archive/3/"]);
    expect(page).not.toContain("Newer articles</a>");
  });
});

test("a story leads to the pages of its section, tags and authors, of those kinds that there are", () => {
  const linksOf = (feeds: Publication["feeds"]) =>
    elementsOf(textOf(renderFeedPage(feedOf(entry), { ...publication, feeds })))
      .filter(({ name, inside }) => name === "a" && inside.includes("article"))
      .map(({ attributes }) => attributes.get("href")?.slice("https://tide.example".length));
  expect(linksOf(["sections", "tags", "authors"])).toEqual([
    "/sections/harbour/",
    "/articles/ferry/",
    "/authors/mara-ilves/",
    "/tags/ferries/",
    "/tags/old-pier/",
  ]);
  expect(linksOf(["tags"])).toEqual(["/articles/ferry/", "/tags/ferries/", "/tags/old-pier/"]);
});

test("a story with thousands of tags does not bury the others", () => {
  const tags = Array.from({ length: 10_000 }, (_, number) => `tag ${number}`);
  expect(textOf(renderFeedPage(feedOf({ ...entry, tags }), publication))).not.toContain("tag 6<");
});

test("addresses are written as readers send them, whatever the script of a name", () => {
  const page = textOf(renderFeedPage({ ...section, kind: "tags", path: "tags/海/" }, publication));
  expect(page).toContain('href="https://tide.example/tags/%E6%B5%B7/feed.xml"');
  expect(page).toContain('<link rel="canonical" href="https://tide.example/tags/%E6%B5%B7/" />');
});

test("it lists the entries in the feed's order, each with title, summary, date and link", () => {
  const page = textOf(
    renderFeedPage(feedOf({ ...entry, title: "Second", url: "https://tide.example/articles/b/" }, entry), publication),
  );
  expect(
    [...page.matchAll(/<h3 class="p-name"><a class="u-url" href="([^"]+)">([^<]+)</g)].map(([, href, title]) => [
      href,
      title,
    ]),
  ).toEqual([
    ["https://tide.example/articles/b/", "Second"],
    ["https://tide.example/articles/ferry/", "The night ferry"],
  ]);
  expect(page).toContain('<p class="p-summary">It is back.</p>');
  expect(page).toContain('<time datetime="2026-10-21T06:30:00Z" class="dt-published">');
});

test("every image has its words", () => {
  const images = elementsOf(textOf(renderFeedPage(feedOf(photographed), publication))).filter(
    ({ name }) => name === "img",
  );
  expect(images.map(({ attributes }) => attributes.get("alt"))).toEqual(["", "A ferry"]);
});

test("each entry is marked with its own language", () => {
  const page = textOf(renderFeedPage(feedOf({ ...entry, language: "de" }, { ...entry, language: "ar" }), publication));
  const articles = elementsOf(page).filter(({ name }) => name === "article");
  expect(articles.map(({ attributes }) => [attributes.get("lang"), attributes.get("dir")])).toEqual([
    ["de", "ltr"],
    ["ar", "rtl"],
  ]);
});

test("it explains how to subscribe and shows the address of each feed", () => {
  const page = textOf(renderFeedPage(feedOf(entry), publication));
  for (const file of ["feed.xml", "atom.xml", "feed.json"])
    expect(page).toContain(`<code class="address" dir="ltr">https://tide.example/${file}</code>`);
  expect(page).toContain("feed reader");
  expect(page).toContain('<a href="feed:https://tide.example/feed.xml">');
});

test("a publication in another language speaks it", () => {
  const page = textOf(renderFeedPage(feedOf(entry), { ...publication, language: "de" }));
  expect(page).toContain('<html lang="de" dir="ltr">');
  expect(page).toContain("Abonnieren");
});

describe("what must not break the page", () => {
  test("a feed without entries", () => {
    const page = textOf(renderFeedPage(feedOf(), publication));
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
    const page = textOf(renderFeedPage(feed, { ...publication, title: hostile }));
    expect(page).not.toMatch(/<script|<b>|\sonload="/);
    expect(looseMarkup(page)).toEqual([]);
    expect(() => elementsOf(page)).not.toThrow();
  });
});
