/**
 * What anybody would write in an afternoon: the same feeds with `yaml`, `marked` and `feed`. Nothing is sanitised, kept,
 * compared, archived or told. Usage: bare.ts CONTENT OUT
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Feed } from "feed";
import { marked } from "marked";
import { parse } from "yaml";

const [content = "", out = ""] = process.argv.slice(2);
const NEWEST = 50;

interface Front {
  title: string;
  published: string;
  section: string;
  tags: string[];
}
const articles = readdirSync(join(content, "articles"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".md"))
  .map((path) => {
    const [, front, body] = readFileSync(join(content, "articles", path), "utf8").split(/^---\n/m) as [string, string, string]; // prettier-ignore
    return { path, body, ...(parse(front) as Front) };
  })
  .sort((a, b) => (a.published < b.published ? 1 : -1));

const feeds = new Map<string, typeof articles>([["", articles.slice(0, NEWEST)]]);
for (const article of articles) {
  for (const name of [`sections/${article.section}`, ...article.tags.map((tag) => `tags/${tag}`)]) {
    const entries = feeds.get(name) ?? [];
    if (entries.length < NEWEST) entries.push(article);
    feeds.set(name, entries);
  }
}
const rendered = new Map<string, string>();
for (const [name, entries] of feeds) {
  const feed = new Feed({
    id: `https://bench.example/${encodeURI(name)}`,
    title: name,
    copyright: "",
    link: "https://bench.example/",
  });
  for (const { path, title, published, body } of entries) {
    const html = rendered.get(path) ?? (marked.parse(body) as string);
    rendered.set(path, html);
    feed.addItem({
      title,
      id: `https://bench.example/${path}`,
      link: `https://bench.example/${path}`,
      date: new Date(published),
      content: html,
    });
  }
  const folder = join(out, name.replaceAll(" ", "-"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "feed.xml"), feed.rss2());
  writeFileSync(join(folder, "atom.xml"), feed.atom1());
  writeFileSync(join(folder, "feed.json"), feed.json1());
}
