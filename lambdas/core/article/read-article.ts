import type { Publication } from "../publication.ts";
import type { Article, ReadArticle } from "./article.ts";
import { formatOf, type ArticleFormat } from "./article-format.ts";
import { decodeText } from "./decode-text.ts";
import { deriveSummary, deriveTitle, liftTitle } from "./derive.ts";
import { isFieldName, readFields, type Fields } from "./fields.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { writeTree, type HtmlNode } from "./html-tree.ts";
import { readHtml } from "./read-html.ts";
import { readMarkdown } from "./read-markdown.ts";
import { figureOf, readPlainText } from "./read-plain-text.ts";
import { problemOf, Refusal } from "./refusal.ts";
import type { Place } from "./resolve-url.ts";
import { sanitizeHtml } from "./sanitize-html.ts";
import { readYamlSettings, type Settings } from "./yaml-settings.ts";

/** A long book has a megabyte. */
const maxArticleBytes = 10 * 1024 * 1024;
const maxArticleLines = 100_000;

/** A file of the content: its path below that, and what is in it. */
export interface ArticleFile {
  path: string;
  bytes: Uint8Array;
}

/**
 * One file below `content/articles/` as an article, or what is wrong with it. Pure: the same bytes, path and publication
 * give the same answer. It never throws.
 */
export function readArticle(source: ArticleFile, publication: Publication): ReadArticle {
  const { path, bytes } = source;
  try {
    return { outcome: "article", article: read(path, bytes, { baseUrl: publication.baseUrl, path }) };
  } catch (error) {
    return { outcome: "problem", problem: problemOf(path, error) };
  }
}

function read(path: string, bytes: Uint8Array, place: Place): Article {
  const format = formatOf(path);
  if (!format) {
    throw new Refusal("this kind of file is no article", "name it .md, .html or .txt, or move it to content/media/");
  }
  if (bytes.length > maxArticleBytes) {
    throw new Refusal("the file is larger than 10 MB", "split it, or link to it as a file in content/media/");
  }
  const text = decodeText(bytes);
  if (text.split("\n", maxArticleLines + 1).length > maxArticleLines) {
    throw new Refusal(
      `the file has more than ${maxArticleLines} lines`,
      "split it, or link to it as a file in content/media/",
    );
  }
  const { frontMatter, frontMatterLine, body, bodyLine } = splitFrontMatter(text);
  const frontMatterSettings = readYamlSettings(frontMatter, frontMatterLine, isFieldName);
  return assemble(path, readers[format](body, bodyLine, frontMatterSettings, place));
}

interface Body {
  settings: Settings;
  fields: Fields;
  title: string | undefined;
  content: HtmlNode[];
}

type Reader = (body: string, bodyLine: number, settings: Settings, place: Place) => Body;

const markdown: Reader = (text, _bodyLine, settings, place) => {
  const fields = readFields(settings, place);
  const { title, body } = liftTitle(readMarkdown(text, place), fields.title);
  return { settings, fields, title, content: body };
};

const html: Reader = (text, bodyLine, frontMatter, place) => {
  const page = readHtml(text, place, bodyLine);
  const settings = joined(frontMatter, page.settings);
  const fields = readFields(settings, place);
  const { title, body } = liftTitle(sanitizeHtml(page.markup, place), fields.title);
  return { settings, fields, title, content: body };
};

const plainText: Reader = (text, _bodyLine, settings, place) => {
  const fields = readFields(settings, place);
  const { headline, photo, story } = readPlainText(text, fields.title);
  const { image } = fields;
  // With an image, the photo's words become that image's. Where front matter has words of its own, the photo's stay in
  // a figure, so that nothing that the file says is lost.
  const left = image ? { caption: image.caption && photo.caption, credit: image.credit && photo.credit } : photo;
  const captioned = image && {
    ...image,
    caption: image.caption ?? photo.caption,
    credit: image.credit ?? photo.credit,
  };
  const content = sanitizeHtml(writeTree([...figureOf(left), ...story]), place);
  return {
    settings,
    fields: { ...fields, ...(captioned && { image: captioned }) },
    title: fields.title ?? headline,
    content,
  };
};

const readers: Record<ArticleFormat, Reader> = { markdown, html, plainText };

/** Front matter before the page's own head. */
function joined(first: Settings, second: Settings): Settings {
  return {
    values: { ...second.values, ...first.values },
    lineOf: (path) => (Object.hasOwn(first.values, String(path[0])) ? first : second).lineOf(path),
  };
}

/** Where the id and the slug stand: only the publication as a whole sees that another article has them, too. */
function linesOf(settings: Settings): NonNullable<Article["lines"]> {
  return withoutUndefined({
    id: settings.values["id"] === undefined ? undefined : settings.lineOf(["id"]),
    slug: settings.values["slug"] === undefined ? undefined : settings.lineOf(["slug"]),
  });
}

function assemble(path: string, body: Body): Article {
  const { fields, content } = body;
  const title = body.title ?? deriveTitle(content) ?? (fields.image?.alt || undefined);
  if (title === undefined)
    throw new Refusal("the article has neither a title nor a text", "write one, or remove the file");
  const { summary = deriveSummary(content), authors = [], tags = [], enclosures = [], draft = false } = fields;
  const { correction: corrections = [], ...rest } = fields;
  const lines = linesOf(body.settings);
  return {
    ...withoutUndefined(rest),
    path,
    title,
    summary,
    html: writeTree(content),
    authors: authors.map(withoutUndefined),
    tags,
    enclosures,
    corrections,
    draft,
    ...(rest.image && { image: withoutUndefined(rest.image) }),
    ...(Object.keys(lines).length > 0 && { lines }),
  };
}

/** Without the keys that say nothing, so that a record looks the same however it came about. */
function withoutUndefined<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
