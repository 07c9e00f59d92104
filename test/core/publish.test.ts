import { expect, test } from "vitest";
import type { Store } from "../../lambdas/core/ports.ts";
import { publishChanged, reconcile } from "../../lambdas/core/schedule.ts";
import { countRequests } from "./counting-store.ts";
import { markdown, Newsroom, program, SETTINGS } from "./newsroom.ts";

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
  const archived = `${SETTINGS}entriesPerFeed: 5\narchives: [tags]\n`;
  const newsroom = await Newsroom.open(many(12, "tags: [ships]\nimage: media/a.txt\n"), archived);
  await newsroom.write("media/a.txt", "words");
  await newsroom.reconcile();
  newsroom.pass(3600);
  const { state, site } = await countRequests(newsroom, (ports) => reconcile(ports, program));
  expect([site.writes, state.writes]).toEqual([0, 0]);
  // Another version of the program makes everything anew.
  const anew = await countRequests(newsroom, (ports) => reconcile(ports, { version: "2" }));
  expect(anew.site.puts).toBe(0);
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

test("changed settings are noticed by the next tick, and every page follows", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("Words") });
  await newsroom.reconcile();
  await newsroom.write("publication.yaml", SETTINGS.replace("The Test Courier", "The New Courier"));
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

test("media are published under their own path, and go when their file goes", async () => {
  const newsroom = await Newsroom.open();
  await newsroom.write("media/2026/quay.txt", "quay");
  await newsroom.reconcile();
  expect(await newsroom.read("media/2026/quay.txt")).toBe("quay");
  await newsroom.remove("media/2026/quay.txt");
  await newsroom.changed("media/2026/quay.txt");
  expect(await newsroom.read("media/2026/quay.txt")).toBeUndefined();
});

test("an empty publication has documents, whose moment is not that of a clock", async () => {
  const newsroom = await Newsroom.open();
  await newsroom.reconcile();
  expect(await newsroom.items()).toEqual([]);
  expect(await newsroom.read("atom.xml")).toContain("<updated>2000-01-01T00:00:00");
});

test("a feed that comes back while its going is written into the list of feeds stands in it", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A", "2026-01-01", "tags: [ships]\n") });
  await newsroom.reconcile();
  await newsroom.remove("articles/a.md");
  const { state } = newsroom;
  let isBack = false;
  const slow: Store = {
    get: state.get.bind(state),
    put: async (key, bytes, condition) => {
      if (key === "feeds/list.json" && !isBack) {
        isBack = true;
        await newsroom.write("articles/b.md", markdown("B", "2026-01-02", "tags: [ships]\n"));
        await newsroom.changed("articles/b.md");
      }
      return state.put(key, bytes, condition);
    },
    delete: state.delete.bind(state),
    list: state.list.bind(state),
  };
  await publishChanged({ ...newsroom.ports, state: slow }, program, ["articles/a.md"]);
  expect(await newsroom.read("feeds.opml")).toContain("tags/ships/");
  expect(await newsroom.documents()).toEqual(await newsroom.cleanBuild());
});

test("a file that nobody ever told of, and that an article has brought into the site, leaves it when it is deleted", async () => {
  const newsroom = await Newsroom.open({ "b.md": markdown("B") });
  await newsroom.reconcile();
  await newsroom.write("media/logo.png", "logo");
  await newsroom.write("articles/a.md", markdown("A", "", "image: media/logo.png\n"));
  await newsroom.changed("articles/a.md");
  expect(await newsroom.read("media/logo.png")).toBe("logo");
  await newsroom.remove("media/logo.png");
  await newsroom.reconcile();
  expect(await newsroom.documents()).toEqual(await newsroom.cleanBuild());
});
