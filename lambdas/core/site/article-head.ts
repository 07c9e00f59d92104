import type { Entry } from "../entry/entry.ts";
import type { Publication } from "../publication.ts";
import { feedPageUrl } from "./feed-links.ts";
import { html, type Html } from "./html.ts";
import { renderNewsArticle } from "./news-article.ts";

/** What the head of an article's page tells search engines, social networks and chat programs. */
export function renderArticleHead(entry: Entry, publication: Publication): Html[] {
  return [
    ...entry.authors.map(({ name }) => html`<meta name="author" content="${name}" />`),
    ...entry.authors.flatMap(({ fediverse }) =>
      fediverse === undefined ? [] : html`<meta name="fediverse:creator" content="${fediverse}" />`,
    ),
    ...alternates(entry).map(
      ({ language, url }) => html`<link rel="alternate" hreflang="${language}" href="${url}" />`,
    ),
    ...openGraph(entry, publication).flatMap(([property, content]) =>
      content === undefined || content === "" ? [] : html`<meta property="${property}" content="${content}" />`,
    ),
    // What else it shows it takes from Open Graph.
    html`<meta name="twitter:card" content="${entry.image === undefined ? "summary" : "summary_large_image"}" />`,
    renderNewsArticle(entry, publication),
  ];
}

/** Each language version names all of them, itself included, or none is believed. */
function alternates({ language, url, translations }: Entry) {
  return translations.length === 0 ? [] : [{ language, url }, ...translations];
}

/** https://ogp.me, with its `article` type. */
function openGraph(entry: Entry, publication: Publication): [string, string | undefined][] {
  const { image } = entry;
  return [
    ["og:type", "article"],
    ["og:title", entry.title],
    ["og:url", entry.url],
    ["og:description", entry.summary],
    ["og:site_name", publication.title],
    ["og:locale", localeOf(entry.language)],
    ...entry.translations.map(({ language }): [string, string] => ["og:locale:alternate", localeOf(language)]),
    ["og:image", image?.url],
    ["og:image:alt", image?.alt],
    ["og:image:type", image?.type],
    ["og:image:width", image?.widthPixels?.toString()],
    ["og:image:height", image?.heightPixels?.toString()],
    ["article:published_time", entry.published],
    ["article:modified_time", entry.updated],
    ["article:section", entry.section],
    ...entry.tags.map((tag): [string, string] => ["article:tag", tag]),
    // A profile's address, says the protocol; the name stands in `author`.
    ...entry.authors.map(({ name, url }): [string, string | undefined] => [
      "article:author",
      feedPageUrl("authors", name, publication) ?? url,
    ]),
  ];
}

/** `de_AT`: the language and, where the tag names one, the territory. */
function localeOf(tag: string): string {
  const [language = "", ...rest] = tag.split("-");
  const territory = rest.find((subtag) => /^[a-z]{2}$/i.test(subtag));
  return territory === undefined ? language : `${language}_${territory.toUpperCase()}`;
}
