import { expect, test } from "vitest";
import { reconcile } from "../../../lambdas/core/schedule.ts";
import { markdown, Newsroom } from "../newsroom.ts";

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
