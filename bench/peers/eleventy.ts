import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes an Eleventy site of a content folder: the same feeds (site, sections, tags; the newest fifty in full; RSS, Atom, JSON),
 * and where they are wanted a page for each article and lists of 25.
 */
export function makeEleventySite(content: string, site: string, withPages: boolean): void {
  cpSync(join(content, "articles"), join(site, "content/articles"), { recursive: true });
  const here = JSON.stringify(import.meta.filename);
  const settings = `import { configure } from ${here};\nexport default (eleventy) => configure(eleventy, ${withPages});\n`;
  writeFileSync(join(site, "eleventy.config.mjs"), settings);
}

const BASE_URL = "https://bench.example";
const NEWEST = 50;
const LIST_ARTICLES = 25;
/** As many as Hugo puts into one. */
const SUMMARY_WORDS = 70;

/** An article as Eleventy hands it out. */
interface Article {
  page: { filePathStem: string };
  data: { title: string; published: Date; section: string; tags: string[] };
  content: string;
}
/** What a feed holds, or one page of a list. */
interface Selection {
  title: string;
  path: string;
  articles: Article[];
}
type Render<Data> = (data: Data) => string;
interface Collections {
  getFilteredByGlob(glob: string): Article[];
}
interface Eleventy {
  addGlobalData(name: string, value: unknown): void;
  addCollection(name: string, select: (all: Collections) => Selection[]): void;
  addTemplate(path: string, render: Render<never>, data?: object): void;
}

/** All of the site but its articles, told to Eleventy when it asks for its settings. */
export function configure(eleventy: Eleventy, withPages: boolean) {
  const addDocument = (collection: string, name: string, render: Render<Selection>) =>
    eleventy.addTemplate(`${name}.11ty.js`, ({ selection }: { selection: Selection }) => render(selection), {
      pagination: { data: `collections.${collection}`, size: 1, alias: "selection" },
      permalink: ({ selection }: { selection: Selection }) => `${selection.path}${name}`,
      layout: false,
    });

  eleventy.addCollection("feeds", (all) => topics(articlesOf(all)).map(newest));
  addDocument("feeds", "feed.xml", rss);
  addDocument("feeds", "atom.xml", atom);
  addDocument("feeds", "feed.json", json);
  if (withPages) {
    eleventy.addTemplate("_includes/article.11ty.js", ({ title, content }: { title: string; content: string }) => page(title, `<h1>${escape(title)}</h1>${content}`)); // prettier-ignore
    eleventy.addGlobalData("layout", "article.11ty.js");
    eleventy.addCollection("lists", (all) => topics(articlesOf(all)).flatMap(pagesOf));
    addDocument("lists", "index.html", list);
  } else {
    eleventy.addGlobalData("permalink", false);
  }
  return { dir: { input: "content", output: "public" }, markdownTemplateEngine: false };
}

const articlesOf = (all: Collections) =>
  all.getFilteredByGlob("content/articles/**/*.md").sort((one, other) => +other.data.published - +one.data.published);

/** All articles, those of each section, and those with each tag. */
function topics(articles: Article[]): Selection[] {
  const found = new Map<string, Selection>([["", { title: "The Bench", path: "/", articles }]]);
  for (const article of articles) {
    const { section, tags } = article.data;
    for (const [kind, title] of [["section", section], ...tags.map((tag) => ["tags", tag])] as [string, string][]) {
      const path = `/${kind}/${title.toLowerCase().replaceAll(" ", "-")}/`;
      const topic = found.get(path) ?? { title, path, articles: [] };
      topic.articles.push(article);
      found.set(path, topic);
    }
  }
  return [...found.values()];
}

const newest = (topic: Selection): Selection => ({ ...topic, articles: topic.articles.slice(0, NEWEST) });

function pagesOf({ title, path, articles }: Selection): Selection[] {
  return Array.from({ length: Math.ceil(articles.length / LIST_ARTICLES) }, (_, index) => ({
    title,
    path: index === 0 ? path : `${path}page/${index + 1}/`,
    articles: articles.slice(index * LIST_ARTICLES, (index + 1) * LIST_ARTICLES),
  }));
}

const urlOf = ({ page: { filePathStem } }: Article) => `${BASE_URL}${filePathStem}/`;

const summaries = new Map<Article, string>();
function summaryOf(article: Article): string {
  const known = summaries.get(article);
  if (known !== undefined) return known;
  const summary = article.content.replaceAll(/<[^>]*>/g, "").split(/\s+/, SUMMARY_WORDS).join(" "); // prettier-ignore
  summaries.set(article, summary);
  return summary;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character]!);

function rss({ title, path, articles }: Selection): string {
  const items = articles.map(
    (article) =>
      `<item><title>${escape(article.data.title)}</title><link>${urlOf(article)}</link><guid>${urlOf(article)}</guid><pubDate>${article.data.published.toUTCString()}</pubDate><description>${summaryOf(article)}</description><content:encoded>${escape(article.content)}</content:encoded></item>\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${escape(title)}</title><link>${BASE_URL}${path}</link><description>${escape(title)}</description>\n${items.join("")}</channel></rss>`;
}

function atom({ title, path, articles }: Selection): string {
  const entries = articles.map(
    (article) =>
      `<entry><title>${escape(article.data.title)}</title><link href="${urlOf(article)}"/><id>${urlOf(article)}</id><updated>${article.data.published.toISOString()}</updated><summary>${summaryOf(article)}</summary><content type="html">${escape(article.content)}</content></entry>\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${escape(title)}</title><id>${BASE_URL}${path}</id>\n${entries.join("")}</feed>`;
}

function json({ title, articles }: Selection): string {
  const items = articles.map((article) => ({
    id: urlOf(article),
    url: urlOf(article),
    title: article.data.title,
    summary: summaryOf(article),
    content_html: article.content,
    date_published: article.data.published,
  }));
  return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title, items });
}

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body>${body}</body></html>`;

function list({ title, articles }: Selection): string {
  const entries = articles.map(
    (article) => `<h2><a href="${urlOf(article)}">${escape(article.data.title)}</a></h2><p>${summaryOf(article)}</p>`,
  );
  return page(title, entries.join(""));
}
