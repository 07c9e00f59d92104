import { expect, test } from "vitest";
import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import { CountingStore, markdown, Newsroom, program } from "./newsroom.ts";
import { publishChanged, reconcile } from "../../lambdas/core/schedule.ts";

const day = (number: number) => new Date(Date.UTC(2020, 0, number)).toISOString();
const many = (count: number, more = "") =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`a${index}.md`, markdown(`Article ${index}`, day(index + 1), more)]),
  );

test("an article becomes an entry of all three documents, a page and a place on the home page", async () => {
  const newsroom = await Newsroom.open({ "harbour.md": markdown("The harbour freezes") });
  await newsroom.reconcile();
  const documents = await newsroom.documents();
  for (const key of ["feed.xml", "atom.xml", "feed.json", "index.html", "articles/the-harbour-freezes/index.html"]) {
    expect(documents[key], key).toContain("The harbour freezes");
  }
  expect(Object.keys(documents)).toEqual(expect.arrayContaining(["404.html", "style.css"]));
});

test("the same content makes the same bytes, and writes nothing the second time", async () => {
  const newsroom = await Newsroom.open(many(3));
  await newsroom.reconcile();
  const site = new CountingStore(newsroom.site as MemoryStore);
  const state = new CountingStore(newsroom.state);
  newsroom.pass(3600);
  await reconcile({ ...newsroom.ports, site, state }, program);
  expect([site.writes, state.writes]).toEqual([0, 0]);
  expect(await newsroom.cleanBuild()).toEqual(await newsroom.documents());
});

test("documents show the newest fifty, newest first", async () => {
  const newsroom = await Newsroom.open(many(60, "section: Harbour\n"));
  await newsroom.reconcile();
  expect(await newsroom.titles("sections/harbour/")).toEqual(
    Array.from({ length: 50 }, (_, index) => `Article ${59 - index}`),
  );
});

test("a withdrawn article leaves every document, and the fifty-first moves up", async () => {
  const newsroom = await Newsroom.open(many(60, "section: Harbour\n"));
  await newsroom.reconcile();
  await newsroom.remove("articles/a59.md");
  await newsroom.changed("articles/a59.md");
  const titles = await newsroom.titles("sections/harbour/");
  expect([titles.length, titles[0], titles.at(-1)]).toEqual([50, "Article 58", "Article 9"]);
  expect(await newsroom.titles()).not.toContain("Article 59");
});

test("a feed whose head runs dry is filled again from the ledger", async () => {
  const newsroom = await Newsroom.open(many(160, "section: Harbour\n"));
  await newsroom.reconcile();
  for (let index = 159; index >= 100; index--) {
    await newsroom.remove(`articles/a${index}.md`);
    await newsroom.changed(`articles/a${index}.md`);
  }
  expect(await newsroom.titles("sections/harbour/")).toEqual(
    Array.from({ length: 50 }, (_, index) => `Article ${99 - index}`),
  );
  expect(await newsroom.cleanBuild()).toEqual(await newsroom.documents());
});

test("an id is for ever: title, slug, date and file may change", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("First words") });
  await newsroom.reconcile();
  const [before] = await newsroom.items();
  expect(before!.id).toBe("tag:courier.example,2026:first-words");

  await newsroom.write("articles/a.md", markdown("Other words", "2026-02-02T00:00:00Z", "slug: other-words\n"));
  await newsroom.changed("articles/a.md");
  const [after] = await newsroom.items();
  expect(after).toMatchObject({
    id: before!.id,
    title: "Other words",
    url: "https://courier.example/articles/other-words/",
  });
  expect(await newsroom.read("articles/first-words/index.html")).toContain("articles/other-words/");
});

test.each([
  ["the new file first", ["articles/new/b.md", "articles/a.md"]],
  ["the old file first", ["articles/a.md", "articles/new/b.md"]],
])("a file that was moved keeps its id and its dates, told of %s", async (_, order) => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Moving", "") });
  await newsroom.reconcile();
  const before = await newsroom.items();
  newsroom.pass(86_400);
  await newsroom.write("articles/new/b.md", markdown("Moving", ""));
  await newsroom.remove("articles/a.md");
  for (const path of order) await newsroom.changed(path);
  expect(await newsroom.items()).toEqual(before);
  expect(await newsroom.cleanBuild()).toEqual(await newsroom.documents());
});

test("a file that was moved keeps the addresses that its article had before", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Moving", "", "slug: first\n") });
  await newsroom.reconcile();
  const second = markdown("Moving", "", "slug: second\n");
  await newsroom.write("articles/a.md", second);
  await newsroom.changed("articles/a.md");
  await newsroom.write("articles/new/b.md", second);
  await newsroom.remove("articles/a.md");
  // A new version of the program looks at everything again, whatever was told.
  await reconcile(newsroom.ports, { version: "2" });
  expect(await newsroom.read("articles/first/index.html")).toContain("301 https://courier.example/articles/second/");
  await newsroom.write("articles/c.md", markdown("Another", "", "slug: first\n"));
  expect(await newsroom.changed("articles/c.md")).toMatchObject({
    report: { leftOut: [{ cause: 'the slug "first" belongs to articles/new/b.md' }] },
  });
});

test("a copy is left out until the file that it copies is gone, and then takes its place", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Moving", "") });
  await newsroom.reconcile();
  const before = await newsroom.items();
  await newsroom.write("articles/b.md", markdown("Moving", ""));
  expect(await newsroom.changed("articles/b.md")).toMatchObject({
    report: { leftOut: [{ path: "articles/b.md", cause: "it is a copy of articles/a.md" }] },
  });
  await newsroom.remove("articles/a.md");
  await newsroom.changed("articles/a.md");
  expect(await newsroom.items()).toEqual(before);
});

test("an article without a date has the moment it was first seen, for ever", async () => {
  const newsroom = await Newsroom.open({ "a.txt": "A headline\n\nAnd the story, told in a line." });
  await newsroom.reconcile();
  newsroom.pass(86_400);
  await newsroom.write("articles/a.txt", "A headline\n\nAnd the story, told in another line.");
  await newsroom.changed("articles/a.txt");
  expect(await newsroom.items()).toMatchObject([
    { date_published: "2026-11-23T12:00:00Z", date_modified: "2026-11-24T12:00:00Z" },
  ]);
});

test("an edit that no reader can see, and new settings, correct nothing", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Words", "") });
  await newsroom.reconcile();
  const before = await newsroom.documents();
  newsroom.pass(86_400);
  await newsroom.write("articles/a.md", markdown("Words", "", "# nobody sees this\n"));
  await newsroom.changed("articles/a.md");
  expect(await newsroom.documents()).toEqual(before);
});

test("another slug is no correction: the article keeps its moments", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Words", "") });
  await newsroom.reconcile();
  const [before] = await newsroom.items();
  newsroom.pass(86_400);
  await newsroom.write("articles/a.md", markdown("Words", "", "slug: other-words\n"));
  await newsroom.changed("articles/a.md");
  expect(await newsroom.items()).toMatchObject([
    { date_modified: before!.date_modified, url: "https://courier.example/articles/other-words/" },
  ]);
});

test("changed settings are noticed by the next tick, and every page follows", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Words") });
  await newsroom.reconcile();
  const settings = (await newsroom.content.get("publication.yaml"))!;
  await newsroom.write(
    "publication.yaml",
    new TextDecoder().decode(settings.bytes).replace("The Test Courier", "The New Courier"),
  );
  await newsroom.tick();
  for (const key of ["feed.xml", "atom.xml", "feed.json", "index.html", "articles/words/index.html"]) {
    expect(await newsroom.read(key), key).toContain("The New Courier");
  }
  expect(await newsroom.items()).toMatchObject([{ date_modified: "2026-01-01T08:00:00Z" }]);
});

test("broken settings are reported, and those before them stay in force", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Words") });
  await newsroom.reconcile();
  await newsroom.write("publication.yaml", "title: [unclosed");
  await newsroom.write("articles/b.md", markdown("More words"));
  expect(await newsroom.changed("articles/b.md")).toMatchObject({
    report: { published: 1, leftOut: [{ path: "publication.yaml" }] },
  });
  expect(await newsroom.read("feed.xml")).toContain("The Test Courier");
});

test("a bad article is left out with file, line, cause and remedy; the others are published", async () => {
  const newsroom = await Newsroom.open({
    "bad.md": "---\ntitle: Bad\npublished: 2026-02-31\n---\nText",
    "good.md": markdown("Good"),
  });
  const ran = await newsroom.reconcile();
  expect(ran).toMatchObject({ report: { published: 1, leftOut: [{ path: "articles/bad.md", line: 3 }] } });
  expect(await newsroom.titles()).toEqual(["Good"]);
  expect(await newsroom.reconcile()).toMatchObject({ report: { leftOut: [{ path: "articles/bad.md" }] } });
});

test("an article that was good stays at its last good version", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Good") });
  await newsroom.reconcile();
  const before = await newsroom.documents();
  await newsroom.write("articles/a.md", "---\ntitle: [\n---\n");
  expect(await newsroom.changed("articles/a.md")).toMatchObject({ report: { leftOut: [{ path: "articles/a.md" }] } });
  expect(await newsroom.documents()).toEqual(before);
  expect(await newsroom.cleanBuild()).toEqual(before);
});

test.each([
  ["slug", "slug: same\n", 'the slug "same" belongs to articles/a.md'],
  ["id", "id: https://old.example/1\n", "the id https://old.example/1 belongs to articles/a.md"],
])("of two articles with one %s the first is published, the second when the first is gone", async (_, line, cause) => {
  const newsroom = await Newsroom.open({
    "a.md": markdown("A", "2026-01-01", line),
    "b.md": markdown("B", "2026-01-01", line),
  });
  expect(await newsroom.reconcile()).toMatchObject({
    report: { published: 1, leftOut: [{ path: "articles/b.md", line: 4, cause }] },
  });
  expect(await newsroom.titles()).toEqual(["A"]);
  await newsroom.remove("articles/a.md");
  await newsroom.changed("articles/a.md");
  expect(await newsroom.titles()).toEqual(["B"]);
  expect(await newsroom.cleanBuild()).toEqual(await newsroom.documents());
});

test("capitals within a word part nothing in its slug", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("YouTube and the iPhone") });
  await newsroom.reconcile();
  expect(await newsroom.items()).toMatchObject([{ url: "https://courier.example/articles/youtube-and-the-iphone/" }]);
});

test("two articles with one title get slugs of their own", async () => {
  const newsroom = await Newsroom.open({
    "a.md": markdown("Weekly letter"),
    "b.md": markdown("Weekly letter", "2026-01-02"),
  });
  await newsroom.reconcile();
  expect((await newsroom.items()).map(({ url }) => url)).toEqual([
    "https://courier.example/articles/weekly-letter-2/",
    "https://courier.example/articles/weekly-letter/",
  ]);
});

test("drafts and embargoed articles reach no document; an embargo ends at its moment", async () => {
  const newsroom = await Newsroom.open({
    "draft.md": markdown("Secret draft", "2026-01-01", "draft: true\n"),
    "later.md": markdown("Secret until noon", "2026-11-24T12:00:00Z"),
    "now.md": markdown("Now"),
  });
  await newsroom.reconcile();
  expect(JSON.stringify(await newsroom.documents())).not.toContain("Secret");
  newsroom.pass(86_399);
  await newsroom.tick();
  expect(await newsroom.titles()).toEqual(["Now"]);
  newsroom.pass(1);
  await newsroom.tick();
  expect(await newsroom.titles()).toEqual(["Secret until noon", "Now"]);
  expect(await newsroom.cleanBuild()).toEqual(await newsroom.documents());
});

test("an article that becomes a draft is withdrawn, and comes back as it was", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Words", "") });
  await newsroom.reconcile();
  const before = await newsroom.items();
  newsroom.pass(60);
  await newsroom.write("articles/a.md", markdown("Words", "", "draft: true\n"));
  await newsroom.changed("articles/a.md");
  expect(await newsroom.titles()).toEqual([]);
  await newsroom.write("articles/a.md", markdown("Words", ""));
  await newsroom.changed("articles/a.md");
  expect(await newsroom.items()).toEqual(before);
});

test("media are published under their own path, and go when their file goes", async () => {
  const newsroom = await Newsroom.open();
  await newsroom.write("media/2026/quay.txt", "quay");
  await newsroom.reconcile();
  expect(await newsroom.read("media/2026/quay.txt")).toBe("quay");
  await newsroom.remove("media/2026/quay.txt");
  await newsroom.changed("media/2026/quay.txt");
  expect(await newsroom.read("media/2026/quay.txt")).toBeUndefined();
});

test("an empty publication has valid documents, too", async () => {
  const newsroom = await Newsroom.open();
  await newsroom.reconcile();
  expect(await newsroom.items()).toEqual([]);
  expect(await newsroom.read("atom.xml")).toContain("<updated>2000-01-01T00:00:00");
});

test("one more article with a picture that thousands of others show costs what it costs beside one", async () => {
  const cost = async (count: number) => {
    const newsroom = await Newsroom.open(many(count, "image: media/quay.txt\n"));
    await newsroom.write("media/quay.txt", "quay ".repeat(10_000));
    await newsroom.reconcile();
    const [content, state, site] = [newsroom.content, newsroom.state, newsroom.site as MemoryStore].map(
      (store) => new CountingStore(store),
    );
    await newsroom.write("articles/new.md", markdown("New", "2026-11-01", "image: media/quay.txt\n"));
    const ports = { ...newsroom.ports, content: content!, state: state!, site: site! };
    await publishChanged(ports, program, ["articles/new.md"]);
    expect(content!.bytesRead, "the picture is not read again").toBeLessThan(10_000);
    return [content, state, site].map((store) => store!.requests);
  };
  expect(await cost(2_100)).toEqual(await cost(100));
});
