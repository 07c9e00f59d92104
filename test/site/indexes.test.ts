import { parseOpml } from "feedsmith";
import { afterEach, expect, test, vi } from "vitest";
import { article, BuiltSite, numbered } from "./built-site.ts";
import { keyOf, pagesInNews, pagesInSitemap } from "./crawl-sitemap.ts";

afterEach(() => void vi.useRealTimers());

const fields = (number: number) => [
  `section: ${number % 2 ? "Harbour" : "Town Hall"}`,
  `tags: [tag ${number % 4}, 海]`,
  `authors: [Author ${number % 3}]`,
  ...(number % 5 === 0 ? ["language: de"] : []),
];

/** Folders that hold an RSS document, but for archives. */
async function feedFolders(site: BuiltSite): Promise<string[]> {
  const feeds = (await site.keys()).filter((key) => /(^|\/)feed\.xml$/.test(key) && !key.includes("archive/"));
  return feeds.map((key) => key.slice(0, -"feed.xml".length)).sort();
}

test("the list of feeds names every feed that exists and no other, each with its document and page", async () => {
  const site = await BuiltSite.of(numbered(30, fields), "entriesPerFeed: 10\narchives: [tags]\n");
  const check = async () => {
    const { body } = parseOpml(await site.read("feeds.opml"));
    const outlines = (body?.outlines ?? []).flatMap((one) => (one.outlines ? one.outlines : [one]));
    expect(outlines.map(({ xmlUrl }) => keyOf(xmlUrl!).slice(0, -"feed.xml".length)).sort()).toEqual(await feedFolders(site)); // prettier-ignore
    const keys = new Set(await site.keys());
    for (const { htmlUrl } of outlines) expect(keys).toContain(`${keyOf(htmlUrl!)}index.html`);
    return outlines.length;
  };
  expect(await check()).toBe(1 + 2 + 5 + 3 + 2);

  for (let number = 5; number <= 30; number += 5) await site.remove(`articles/a${number}.md`);
  await site.write("articles/new.md", article("New", "tags: [only here]"));
  await site.build();
  // The feeds of two languages have gone, and one of a tag has come.
  expect(await check()).toBe(1 + 2 + 6 + 3);
});

test("the sitemap leads to every page that is there exactly once, and to none that has gone or moved", async () => {
  const site = await BuiltSite.of(numbered(30, fields), "entriesPerFeed: 10\n");
  await site.remove("articles/a3.md");
  await site.write("articles/a4.md", article("Article 4", "slug: elsewhere", "published: 2010-01-04"));
  await site.write("articles/a5.md", article("Article 5", "draft: true"));
  await site.write("articles/a6.md", article("Article 6", "link: https://other.example/six", "published: 2010-01-06"));
  await site.build();
  const pages = (await pagesInSitemap(site)).map((page) => `${page}index.html`).sort();
  const notListed = new Set(["3", "4", "5", "6"].map((number) => `articles/article-${number}/index.html`));
  const there = (await site.keys()).filter((key) => /(^|\/)index\.html$/.test(key) && !notListed.has(key));
  expect(pages).toEqual(there.sort());
});

test("one new article rewrites one part of the sitemap", async () => {
  const site = await BuiltSite.of(numbered(31), "entriesPerFeed: 10\n");
  const changes = await site.changesOf(() => site.write("articles/new.md", article("New", "published: 2020-01-01")));
  expect(changes.filter((key) => key.includes("sitemap"))).toEqual(["sitemap-articles.xml"]);
});

test("the sitemap of the news holds two days, and forgets without an article's changing", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T12:00:00Z") });
  const site = await BuiltSite.of({
    "articles/old.md": article("Old", "published: 2026-11-21T12:00:00Z"),
    "articles/older.md": article("Yesterday", "published: 2026-11-22T12:00:00Z"),
    "articles/new.md": article("Now", "published: 2026-11-23T11:59:59Z"),
    "articles/elsewhere.md": article("Elsewhere", "published: 2026-11-23", "link: https://other.example/"),
    "articles/soon.md": article("Soon", "published: 2026-11-23T13:00:00Z"),
  });
  expect(await pagesInNews(site)).toEqual(["articles/now/", "articles/yesterday/"]);
  vi.setSystemTime("2026-11-24T12:00:00Z");
  expect(await site.changesOf(async () => {})).toContain("sitemap-news.xml");
  expect(await pagesInNews(site)).toEqual(["articles/soon/", "articles/now/"]);
  vi.setSystemTime("2026-11-25T12:00:00Z");
  expect(await site.changesOf(async () => {})).toEqual(["sitemap-news.xml"]);
  expect(await pagesInNews(site)).toEqual(["articles/soon/"]);
});

test("robots.txt leads to both sitemaps, which are there", async () => {
  const site = await BuiltSite.of({});
  const sitemaps = Array.from((await site.read("robots.txt")).matchAll(/^Sitemap: (.*)$/gm), ([, url]) => keyOf(url!));
  expect(sitemaps).toEqual(["sitemap.xml", "sitemap-news.xml"]);
  expect(await site.keys()).toEqual(expect.arrayContaining(sitemaps));
});
