import { readdir } from "node:fs/promises";
import { parseJsonFeed } from "feedsmith";
import { expect, test } from "vitest";
import { article, BuiltSite } from "./built-site.ts";

const SECTIONS = [
  "../x",
  "..",
  ".",
  "/",
  "a/b",
  "%2e%2e%2f",
  "🎉",
  "⚓️",
  "أخبار",
  "\u202Eevil",
  "海",
  "x".repeat(200),
  `${"海".repeat(199)}a`,
  `${"海".repeat(199)}b`,
  "archive",
  "feed.xml",
  "index.html",
  "head.json",
  "list",
  "site",
  "con",
  "__proto__",
  "constructor",
];
const SLUGS = ["feed", "archive", "index", "articles", "constructor", "feeds"];

/** Titles of the articles in each feed of a kind. */
async function feedsOf(site: BuiltSite, kind: string): Promise<Set<string>> {
  const feed = new RegExp(`^${kind}/[^/]+/feed\\.json$`);
  const keys = (await site.keys()).filter((key) => feed.test(key));
  const read = await Promise.all(keys.map(async (key) => parseJsonFeed(await site.read(key)).items ?? []));
  return new Set(read.map((items) => items.map(({ title }) => title).join(", ")));
}

test("whatever sections, tags and authors are called, each has a feed of its own inside the site", async () => {
  const quoted = SECTIONS.map((name) => JSON.stringify(name));
  const files = quoted.map((name, index) => [
    `articles/a${index}.md`,
    article(`Story ${index}`, `section: ${name}`, `tags: [${name}]`, `authors: [{ name: ${name} }]`),
  ]);
  const site = await BuiltSite.of(Object.fromEntries(files), "archives: [sections]\nentriesPerFeed: 1\n");
  expect((await readdir(site.root)).sort()).toEqual(["content", "data", "out"]);
  const stories = new Set(SECTIONS.map((_, index) => `Story ${index}`));
  for (const kind of ["sections", "tags", "authors"]) expect(await feedsOf(site, kind), kind).toEqual(stories);
  const top = new Set((await site.keys()).map((key) => key.split("/")[0]));
  expect(top).toEqual(
    new Set(["404.html", "archive", "articles", "atom.xml", "authors", "feed.css", "feed.json", "feed.xml", "feeds", "feeds.opml", "index.html", "robots.txt", "sections", "sitemap-articles.xml", "sitemap-feeds.xml", "sitemap-news.xml", "sitemap.xml", "style.css", "tags"]),
  ); // prettier-ignore
});

test("a section of three hundred characters is refused by name, and what is beside it is published", async () => {
  const site = await BuiltSite.of({ "articles/good.md": article("Good") });
  await site.write("articles/long.md", article("Long", `section: ${"x".repeat(300)}`));
  const [said] = await site.build();
  expect(said).toMatch(/^articles\/long\.md:3: .*300 characters/);
});

test("tags that differ in capitals alone are one feed, spelt as in its newest article", async () => {
  const site = await BuiltSite.of({
    "articles/a.md": article("A", "published: 2026-01-01", "tags: [ships, SHIPS]"),
    "articles/b.md": article("B", "published: 2026-01-02", "tags: [Ships]"),
    "articles/c.md": article("C", "published: 2025-01-02", "tags: [sHIPS]"),
  });
  expect(await feedsOf(site, "tags")).toEqual(new Set(["B, A, C"]));
  expect(parseJsonFeed(await site.read("tags/ships/feed.json")).title).toBe("Ships – The Test Courier");
});

test("an author who is called like a section has another feed", async () => {
  const site = await BuiltSite.of({
    "articles/a.md": article("About", "section: Mara"),
    "articles/b.md": article("By", "authors: [Mara]"),
  });
  expect([await feedsOf(site, "sections"), await feedsOf(site, "authors")]).toEqual([
    new Set(["About"]),
    new Set(["By"]),
  ]);
});

test("no slug takes the place of a document", async () => {
  const files = SLUGS.map((slug) => [`articles/${slug}.md`, article(slug.toUpperCase(), `slug: ${slug}`)]);
  const site = await BuiltSite.of(Object.fromEntries(files));
  for (const slug of SLUGS) expect(await site.read(`articles/${slug}/index.html`)).toContain(slug.toUpperCase());
});

test.each(["../x", "..", "a/b", "/", "Ä", "x".repeat(101)])("the slug %s is refused", async (slug) => {
  const site = await BuiltSite.of({});
  await site.write("articles/a.md", article("A", `slug: ${JSON.stringify(slug)}`));
  expect(await site.build()).toEqual([expect.stringMatching(/^articles\/a\.md:3: the slug .* cannot stand in a URL/)]);
  expect((await readdir(site.root)).sort()).toEqual(["content", "data", "out"]);
});

test("files may be called anything that the system allows", async () => {
  const names = ["a b.md", "a%20b.md", "100%.md", "a@b.md", "?#.md", "новости.md", "list.json.md"];
  const files = names.map((name, index) => [`articles/${name}`, article(`Story ${index}`)]);
  const site = await BuiltSite.of(Object.fromEntries(files));
  expect(parseJsonFeed(await site.read("feed.json")).items).toHaveLength(names.length);
  expect(await site.changesOf(async () => {})).toEqual([]);
});

test("a file is not forgotten for another whose name goes on after an @", async () => {
  const site = await BuiltSite.of({ "articles/a.md": article("Short"), "articles/a.md@b.md": article("Long") });
  await site.write("articles/a.md", article("Short, corrected"));
  await site.build();
  await site.remove("articles/a.md@b.md");
  await site.build();
  const { items = [] } = parseJsonFeed(await site.read("feed.json"));
  expect(items.map(({ title }) => title)).toEqual(["Short, corrected"]);
});
