import { DomUtils, parseDocument } from "htmlparser2";
import { idOf, type Article } from "./articles.ts";
import type { Item } from "./reader.ts";
import { textOf } from "./text-of.ts";

/** What is compared, under the heading that it has in the table. */
export const FIELDS = [
  "Id",
  "Title",
  "Title with a tag",
  "Address",
  "Published",
  "Authors",
  "Text",
  "Links",
  "Enclosure",
] as const;

/** How a reader has each field of some articles: as published (`yes`), as something else, or without a place for it. */
export function compareAll(items: Item[], articles: Article[], baseUrl: string): string[] {
  const compared = articles.map((article) =>
    compare(items.find(({ id }) => id === idOf(article)) ?? {}, article, baseUrl),
  );
  return FIELDS.map((field) => compared.map((each) => each[field]).find((each) => each !== "yes") ?? "yes");
}

function compare(item: Item, article: Article, baseUrl: string): Record<(typeof FIELDS)[number], string> {
  const { content = "" } = item;
  const title = same(item.title, article.title);
  const hasTag = article.title.includes("</");
  const leadsTo = DomUtils.getElementsByTagName("*", parseDocument(content)).map(
    ({ attribs }) => attribs.href ?? attribs.src,
  );
  return {
    Id: same(item.id, idOf(article)),
    Title: hasTag ? "yes" : title,
    "Title with a tag": hasTag ? title : "yes",
    Address: same(item.url, `${baseUrl}/articles/${article.slug}/`),
    Published: same(item.published, article.published),
    Authors: same(item.authors, article.authors.join(", ")),
    Text: none(article.says.find((words) => !textOf(content).includes(words))),
    Links: none(article.leadsTo.find((path) => !leadsTo.some((url) => url?.startsWith(`${baseUrl}/${path}`)))),
    Enclosure: same(item.enclosureUrl, article.enclosure ? `${baseUrl}/${article.enclosure}` : ""),
  };
}

function same(kept: string | undefined, published: string): string {
  if (kept === undefined) return "no place";
  return kept === published ? "yes" : kept === "" ? "none" : `\`${kept}\``;
}

function none(lost: string | undefined): string {
  return lost === undefined ? "yes" : `not \`${lost}\``;
}
