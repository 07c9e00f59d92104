import { describe, expect, test } from "vitest";
import { Newsroom, SETTINGS } from "../core/newsroom.ts";
import { article, BuiltSite, numbered } from "./built-site.ts";
import { crawl, type FeedFile } from "./crawl-history.ts";

const FILES: FeedFile[] = ["feed.xml", "atom.xml", "feed.json"];
/** The documents of one feed, or of one of its archive pages. */
const documentsIn = (folder: string) =>
  ["atom.xml", "feed.json", "feed.xml", "index.html"].map((file) => folder + file);

describe("following the links to older documents yields every entry exactly once", () => {
  test.each([7, 500])("of %d articles in each format", async (count) => {
    const site = await BuiltSite.of(numbered(count), "feeds: []\n");
    for (const file of FILES) {
      const ids = (await crawl(site, file)).flatMap((document) => document.ids);
      expect(ids.length, file).toBe(count);
      expect(new Set(ids).size, file).toBe(count);
    }
  });

  test("of 5,000 articles, without a disk", async () => {
    const newsroom = await Newsroom.open({}, `${SETTINGS}feeds: []\n`);
    for (const [path, source] of Object.entries(numbered(5000))) await newsroom.write(path, source);
    await newsroom.reconcile();
    const ids = (await newsroom.history()).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([5000, 5000]);
  });
});

test("documents of a history lead to each other, and archive documents alone say that they are some", async () => {
  const site = await BuiltSite.of(
    numbered(40, () => ["tags: [ships]"]),
    "entriesPerFeed: 10\narchives: [tags]\n",
  );
  for (const file of ["feed.xml", "atom.xml"] as const) {
    for (const folder of ["", "tags/ships/"]) {
      const [current, ...archive] = await crawl(site, file, folder);
      expect([current!.isArchive, current!.next, current!.current]).toEqual([false, undefined, undefined]);
      expect(archive.length).toBeGreaterThan(3);
      for (const [index, document] of archive.entries()) {
        expect(document).toMatchObject({ isArchive: true, current: folder + file, key: `${folder}archive/${archive.length - index}/${file}` }); // prettier-ignore
        expect(document.next).toBe(index === 0 ? undefined : archive[index - 1]!.key);
      }
      expect(archive.at(-1)!.previous).toBeUndefined();
    }
  }
});

describe("in a publication with archives", () => {
  /** Archive pages of five; `a1` is in the first of the site and of its tag, `a2` has a tag, section and author of its own. */
  const open = () =>
    BuiltSite.of(
      numbered(30, (number) => [number % 2 ? "tags: [odd]" : "tags: [even]", `section: S${number % 3}`, `authors: [Author ${number % 5}]`]),
      "entriesPerFeed: 10\narchives: [tags]\n",
    ); // prettier-ignore

  test("an edited article in the archive changes its page, that archive document and those of its feeds alone", async () => {
    const site = await open();
    const source = await site.read("../content/articles/a1.md");
    const changes = await site.changesOf(() => site.write("articles/a1.md", `${source}One more line.\n`));
    const feeds = ["sections/s1/", "authors/author-1/", "archive/1/", "tags/odd/archive/1/"].flatMap(documentsIn);
    expect(changes).toEqual(["archive/1/sitemap.xml", "articles/article-1/index.html", ...feeds].sort());
  });

  test("a deletion changes no other archive document, and renumbers none", async () => {
    const site = await open();
    const before = await crawl(site, "atom.xml");
    const changes = await site.changesOf(() => site.remove("articles/a2.md"));
    const archives = changes.filter((key) => key.includes("archive/"));
    expect(archives).toEqual([...documentsIn("archive/1/"), "archive/1/sitemap.xml", ...documentsIn("tags/even/archive/1/")].sort()); // prettier-ignore
    const gone = "tag:courier.example,2026:article-2";
    const expected = before.map((document) => ({ ...document, ids: document.ids.filter((id) => id !== gone) }));
    expect(await crawl(site, "atom.xml")).toEqual(expected);
  });

  test("new articles seal new documents, and of the others only the last changes: it leads on", async () => {
    const site = await open();
    const pages = (await crawl(site, "feed.json")).length - 1;
    const more = Object.entries(numbered(40)).slice(30);
    const changes = await site.changesOf(() => Promise.all(more.map(([path, source]) => site.write(path, source))));
    const after = await crawl(site, "feed.json");
    expect(after.length - 1).toBe(pages + 2);
    const folders = new Set(changes.filter((key) => key.startsWith("archive/")).map((key) => key.split("/")[1]));
    expect(folders).toEqual(new Set([pages, pages + 1, pages + 2].map(String)));
    expect(new Set(after.flatMap(({ ids }) => ids)).size).toBe(40);
  });

  test("an article from years ago that comes in late is found, too", async () => {
    const site = await open();
    await site.write("articles/late.md", article("Late", "published: 1999-01-01"));
    await site.build();
    const ids = (await crawl(site, "atom.xml")).flatMap((document) => document.ids);
    expect(ids).toHaveLength(31);
    expect(new Set(ids)).toContain("tag:courier.example,2026:late");
  });
});
