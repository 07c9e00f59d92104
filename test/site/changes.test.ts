import { expect, test } from "vitest";
import { article, BuiltSite, numbered } from "./built-site.ts";

const documentsIn = (folder: string) =>
  ["atom.xml", "feed.json", "feed.xml", "index.html"].map((file) => folder + file);

test("one more article rewrites the documents of the feeds that it stands in, and no other file", async () => {
  const site = await BuiltSite.of(
    numbered(20, (number) => [`section: S${number % 2}`, `tags: [t${number % 5}]`, `authors: [A${number % 3}]`]),
  );
  const fields = ["published: 2020-01-01", "section: S1", "tags: [t2, t3]", "authors: [A0]"];
  const changes = await site.changesOf(() => site.write("articles/new.md", article("New", ...fields)));
  const feeds = ["", "sections/s1/", "tags/t2/", "tags/t3/", "authors/a0/"];
  expect(changes).toEqual([...feeds.flatMap(documentsIn), "articles/new/index.html", "sitemap-articles.xml"].sort());
});

test("an article that is older than a feed's oldest leaves that feed alone", async () => {
  const site = await BuiltSite.of(
    numbered(12, () => ["tags: [ships]"]),
    "entriesPerFeed: 5\n",
  );
  const old = article("Old", "published: 2001-01-01", "tags: [ships]");
  const changes = await site.changesOf(() => site.write("articles/old.md", old));
  expect(changes.filter((key) => key.startsWith("tags/"))).toEqual([]);
});
