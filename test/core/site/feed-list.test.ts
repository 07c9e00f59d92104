import { parseOpml } from "feedsmith";
import { describe, expect, test } from "vitest";
import type { ListedFeed } from "../../../lambdas/core/feed/feed.ts";
import { renderFeedListPage } from "../../../lambdas/core/site/feed-list-page.ts";
import { renderOpml } from "../../../lambdas/core/site/opml.ts";
import { grammarErrors, parseXml } from "../../validators/xml-grammar.ts";
import { elementsOf, looseMarkup, textOf } from "./markup.ts";
import { hostile, publication } from "./sample.ts";

const unspeakable = `${hostile}\u0001\f\ufffe\ud800]]>`;
const feeds: ListedFeed[] = [
  { kind: "tags", path: "tags/海/", title: "海 – The Ansel Tide" },
  { kind: "tags", path: "tags/b/", title: "b – The Ansel Tide" },
  { kind: "tags", path: "tags/ae/", title: "Ä – The Ansel Tide" },
  { kind: "tags", path: "tags/a/", title: "A – The Ansel Tide" },
  { kind: "sections", path: "sections/x/", title: unspeakable },
  { path: "", title: "The Ansel Tide" },
];

describe("the page of all feeds", () => {
  const page = textOf(renderFeedListPage(feeds, publication));

  test("lists each under its kind, by title, with its page and its three documents", () => {
    expect(renderFeedListPage(feeds, publication).key).toBe("feeds/index.html");
    const links = elementsOf(page).filter(({ name, inside }) => name === "a" && inside.includes("section"));
    const paths = links.map(({ attributes }) => attributes.get("href")?.slice("https://tide.example".length));
    expect(paths.filter((path) => path?.endsWith("/"))).toEqual([
      "/",
      "/sections/x/",
      "/tags/a/",
      "/tags/ae/",
      "/tags/b/",
      "/tags/%E6%B5%B7/",
    ]);
    expect(paths.slice(0, 4)).toEqual(["/", "/feed.xml", "/atom.xml", "/feed.json"]);
    expect(page).toContain("<bdi>b</bdi>");
  });

  test("says how many there are of each kind, and leads to them", () => {
    expect(page).toMatch(/<a href="#tags">Tags<\/a>\s*<span class="details">4<\/span>/);
    expect(page).toContain('<h2 id="tags"');
    expect(page).not.toContain('href="#authors"');
  });

  test("leads to the same in one file, and every page leads to it", () => {
    expect(page).toContain('<a href="https://tide.example/feeds.opml">');
    expect(page).toContain('<li><a href="https://tide.example/feeds/">All feeds</a></li>');
  });

  test("takes any title", () => {
    expect(looseMarkup(page)).toEqual([]);
  });
});

describe("feeds.opml", () => {
  const document = renderOpml(feeds, publication);

  test("obeys the grammar of OPML 2.0, with any title", () => {
    using parsed = parseXml(document.bytes);
    expect(grammarErrors(parsed, "opml")).toEqual([]);
    using empty = parseXml(renderOpml([feeds.at(-1)!], publication).bytes);
    expect(grammarErrors(empty, "opml")).toEqual([]);
  });

  test("gives an independent parser every feed under its kind, with its address and its page", () => {
    const outlines = parseOpml(textOf(document)).body?.outlines ?? [];
    expect(outlines.map(({ text, type }) => [text, type])).toEqual([
      ["The Ansel Tide", "rss"],
      ["Sections", undefined],
      ["Tags", undefined],
    ]);
    expect(outlines[0]).toMatchObject({
      title: "The Ansel Tide",
      xmlUrl: "https://tide.example/feed.xml",
      htmlUrl: "https://tide.example/",
    });
    expect(outlines[1]?.outlines?.[0]?.text).toBe(`${hostile}\ufffd]]>`);
    expect(outlines[2]?.outlines?.map(({ xmlUrl }) => xmlUrl)).toEqual([
      "https://tide.example/tags/a/feed.xml",
      "https://tide.example/tags/ae/feed.xml",
      "https://tide.example/tags/b/feed.xml",
      "https://tide.example/tags/%E6%B5%B7/feed.xml",
    ]);
  });

  test("is the same for the same feeds in another order", () => {
    expect(renderOpml(feeds.toReversed(), publication).bytes).toEqual(document.bytes);
  });
});
