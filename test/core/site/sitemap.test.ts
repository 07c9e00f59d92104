import { describe, expect, test } from "vitest";
import type { Document } from "../../../lambdas/core/feed/feed.ts";
import { renderRobots } from "../../../lambdas/core/site/robots.ts";
import { renderNewsSitemap, renderSitemapIndex, renderSitemapShard } from "../../../lambdas/core/site/sitemap.ts";
import { grammarErrors, parseXml } from "../../validators/xml-grammar.ts";
import { textOf } from "./markup.ts";
import { hostile, publication } from "./sample.ts";

const url = "https://tide.example/articles/a/?b=1&c='2'";

function errorsIn({ bytes }: Document): string[] {
  using parsed = parseXml(bytes);
  return grammarErrors(parsed, "sitemap");
}

describe("a part of the sitemap", () => {
  const shard = renderSitemapShard("sitemaps/2026.xml", [{ url, updated: "2026-10-21T06:30:00Z" }, { url }]);

  test("obeys the grammar of the protocol", () => {
    expect(errorsIn(shard)).toEqual([]);
    expect(shard.key).toBe("sitemaps/2026.xml");
  });

  test("says when a page changed, where that is known", () => {
    const loc = "<loc>https://tide.example/articles/a/?b=1&amp;c=&#39;2&#39;</loc>";
    expect(textOf(shard)).toContain(`<url>${loc}<lastmod>2026-10-21T06:30:00Z</lastmod></url>\n<url>${loc}</url>`);
  });
});

test("the index names its parts and says nothing that changes with them", () => {
  const index = renderSitemapIndex(["sitemaps/pages.xml", "sitemaps/2026.xml"], publication);
  expect(index.key).toBe("sitemap.xml");
  expect(errorsIn(index)).toEqual([]);
  expect(textOf(index)).toContain("<sitemap><loc>https://tide.example/sitemaps/2026.xml</loc></sitemap>");
  expect(textOf(index)).not.toContain("lastmod");
});

describe("the news sitemap", () => {
  const news = (changes: object = {}) => ({
    url,
    title: `${hostile}\u0001\ufffe`,
    published: "2026-10-21T06:30:00Z",
    language: "en",
    ...changes,
  });

  test("obeys the grammar of Google News, with any title", () => {
    const sitemap = renderNewsSitemap([news()], { ...publication, title: hostile });
    expect(sitemap.key).toBe("sitemap-news.xml");
    expect(errorsIn(sitemap)).toEqual([]);
  });

  test("is whole when there was no news for two days", () => {
    expect(errorsIn(renderNewsSitemap([], publication))).toEqual([]);
  });

  test("holds the first thousand and no more", () => {
    const thousands = Array.from({ length: 1001 }, (_, number) => news({ title: `story ${number}` }));
    const text = textOf(renderNewsSitemap(thousands, publication));
    expect(text.match(/<url>/g)).toHaveLength(1000);
    expect(text).toContain("story 999<");
  });

  test.each([
    ["de-AT", "de"],
    ["gsw", "gsw"],
    ["zh", "zh-cn"],
    ["zh-Hans-TW", "zh-cn"],
    ["zh-Hant", "zh-tw"],
    ["zh-HK", "zh-tw"],
  ])("calls %s %s, as Google does", (language, called) => {
    const sitemap = renderNewsSitemap([news({ language })], publication);
    expect(textOf(sitemap)).toContain(`<news:language>${called}</news:language>`);
    expect(errorsIn(sitemap)).toEqual([]);
  });
});

test("robots.txt lets everybody in and names both sitemaps by their absolute address (RFC 9309)", () => {
  expect(textOf(renderRobots(publication))).toBe(`User-agent: *
Allow: /

Sitemap: https://tide.example/sitemap.xml
Sitemap: https://tide.example/sitemap-news.xml
`);
});
