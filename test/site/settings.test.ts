import { expect, test } from "vitest";
import { article, BASE, BuiltSite, numbered } from "./built-site.ts";
import { crawl } from "./crawl-history.ts";

const sectioned = () =>
  numbered(23, (number) => ["section: Harbour", "tags: [ships]", ...(number === 1 ? ["language: de"] : [])]);
const text = async (site: BuiltSite) => Object.fromEntries([...(await site.documents())].map(([key, one]) => [key, one.text])); // prettier-ignore

test.each(["", "archives: [sections, tags, authors, languages]\nentriesPerFeed: 5\n"])(
  "with feeds: [] the documents of all feeds but the site's go at the next build (%j)",
  async (archives) => {
    const site = await BuiltSite.of(sectioned(), archives);
    expect((await site.keys()).filter((key) => /^(sections|tags|languages)\//.test(key))).not.toEqual([]);
    await site.configure(`feeds: []\n${archives}`);
    await site.build();
    expect((await site.keys()).filter((key) => /^(sections|tags|authors|languages)\//.test(key))).toEqual([]);
    expect(await site.read("feeds.opml")).not.toContain("sections");
    expect(await site.read("sitemap-feeds.xml")).not.toContain("sections");
  },
);

test("fewer entries in a feed come in force at the next build, and lose none", async () => {
  const site = await BuiltSite.of(sectioned());
  await site.configure("entriesPerFeed: 5\n");
  await site.build();
  const history = await crawl(site, "feed.json");
  expect(history.flatMap(({ ids }) => ids)).toHaveLength(23);
  expect(history[0]!.ids.length).toBeLessThanOrEqual(7);
  const section = await crawl(site, "feed.json", "sections/harbour/");
  expect(section.map(({ ids }) => ids.length)).toEqual([5]);
});

test("archives can be switched on, off and on again, and hold every entry once", async () => {
  const site = await BuiltSite.of(sectioned(), "entriesPerFeed: 5\n");
  const without = await text(site);
  for (let time = 1; time <= 2; time++) {
    await site.configure("entriesPerFeed: 5\narchives: [sections, tags]\n");
    await site.build();
    for (const folder of ["sections/harbour/", "tags/ships/"]) {
      const ids = (await crawl(site, "atom.xml", folder)).flatMap((document) => document.ids);
      expect([ids.length, new Set(ids).size], folder).toEqual([23, 23]);
    }
    await site.configure("entriesPerFeed: 5\n");
    await site.build();
    expect(await text(site)).toEqual(without);
  }
});

test("under another baseUrl every address moves, and no id does", async () => {
  const site = await BuiltSite.of({ ...sectioned(), "media/a.txt": "a", "articles/b.md": article("B", "image: media/a.txt") }); // prettier-ignore
  const ids = (await crawl(site, "feed.json")).flatMap((document) => document.ids);
  await site.build("--base-url", "https://elsewhere.example/news");
  const documents = await site.documents();
  for (const [key, document] of documents) expect(document.text, key).not.toContain(BASE);
  const feed = JSON.parse(documents.get("feed.json")!.text) as { items: { id: string }[] };
  expect(feed.items.map(({ id }) => id)).toEqual(ids);
  const tree = await text(site);
  await site.build();
  await site.build("--base-url", "https://elsewhere.example/news/");
  expect(await text(site)).toEqual(tree);
});

test("under another baseUrl the publication's own hub moves with it, and the hubs of others stay", async () => {
  const site = await BuiltSite.of({}, `hubs: [https://push.example/, ${BASE}push]\n`);
  const hubs = async () =>
    (JSON.parse(await site.read("feed.json")) as { hubs: { url: string }[] }).hubs.map(({ url }) => url);
  expect(await hubs()).toEqual([`${BASE}hub`, "https://push.example/", `${BASE}push`]);
  await site.build("--base-url", "https://elsewhere.example/news");
  expect(await hubs()).toEqual([
    "https://elsewhere.example/news/hub",
    "https://push.example/",
    "https://elsewhere.example/news/push",
  ]);
});

test("another choice of hubs reaches every feed document, archived or not, at the next build", async () => {
  const site = await BuiltSite.of(sectioned(), "entriesPerFeed: 5\narchives: [sections]\n");
  const naming = async (hub: string) =>
    [...(await site.documents())].filter(([, document]) => document.text.includes(hub)).map(([key]) => key);
  const feeds = (await site.keys()).filter((key) => /(^|\/)(feed\.xml|atom\.xml|feed\.json)$/.test(key));
  expect(feeds).toContain("sections/harbour/archive/1/atom.xml");
  expect(await naming(`"${BASE}hub"`)).toEqual(feeds);
  await site.configure("entriesPerFeed: 5\narchives: [sections]\nhub: false\nhubs: https://push.example/\n");
  await site.build();
  expect(await naming(`"${BASE}hub"`)).toEqual([]);
  expect(await naming('"https://push.example/"')).toEqual(feeds);
});

test("a feed with archives that loses its last article leaves no document behind, and can come back", async () => {
  const site = await BuiltSite.of(sectioned(), "entriesPerFeed: 5\narchives: [tags]\n");
  const inTag = async () => (await site.keys()).filter((key) => key.startsWith("tags/"));
  for (let number = 1; number <= 23; number++) await site.write(`articles/a${number}.md`, article(`Article ${number}`));
  await site.build();
  expect(await inTag()).toEqual([]);
  for (const [path, source] of Object.entries(sectioned())) await site.write(path, source);
  await site.build();
  const ids = (await crawl(site, "atom.xml", "tags/ships/")).flatMap((document) => document.ids);
  expect([ids.length, new Set(ids).size]).toEqual([23, 23]);
});

test("the one language that there is has no documents, archived or not, and gets them with the second", async () => {
  const settings = "entriesPerFeed: 5\narchives: [languages]\n";
  const site = await BuiltSite.of(numbered(23), settings);
  const inLanguages = async () => (await site.keys()).filter((key) => key.startsWith("languages/"));
  expect(await inLanguages()).toEqual([]);
  await site.write("articles/de.md", article("Neu", "language: de"));
  await site.build();
  expect((await crawl(site, "atom.xml", "languages/en/")).flatMap(({ ids }) => ids)).toHaveLength(23);
  await site.remove("articles/de.md");
  await site.build();
  expect(await inLanguages()).toEqual([]);
});
