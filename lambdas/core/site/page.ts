import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { styleSheetKey } from "./style-sheet.ts";
import { wordsIn } from "./words.ts";

/** What differs from page to page. */
export interface Page {
  key: string;
  title: string;
  description: string;
  /** Absolute URL of the page; a page without one is not to be found by search engines. */
  canonicalUrl?: string;
  /** Where the feeds lie that this page announces, below the base URL: empty for the site's. */
  feedPath: string;
  feedTitle: string;
  masthead: Html;
  main: Html;
}

/** The three documents of a feed, as a page offers them. */
export const feedFormats = [
  { name: "RSS", file: "feed.xml", type: "application/rss+xml", reason: "rss" },
  { name: "Atom", file: "atom.xml", type: "application/atom+xml", reason: "atom" },
  { name: "JSON Feed", file: "feed.json", type: "application/feed+json", reason: "json" },
] as const;

/** Puts a page into the frame that all pages share: no script, no style but `/style.css`, nothing from elsewhere. */
export function renderPage(page: Page, publication: Publication): Document {
  const { baseUrl, language } = publication;
  const words = wordsIn(language);
  const markup = html`<!doctype html>
    <html ${inLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        <title>${page.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${page.description === "" ? undefined : html`<meta name="description" content="${page.description}" />`}${
          page.canonicalUrl === undefined
            ? html`<meta name="robots" content="noindex" />`
            : html`<link rel="canonical" href="${page.canonicalUrl}" />`
        }
        ${feedFormats.map(
          ({ name, file, type }) =>
            html`<link
              rel="alternate"
              type="${type}"
              title="${page.feedTitle} (${name})"
              href="${baseUrl}/${page.feedPath}${file}"
            />`,
        )}${publication.icon === undefined ? undefined : html`<link rel="icon" href="${publication.icon}" />`}
        <link rel="stylesheet" href="${baseUrl}/${styleSheetKey}" />
      </head>
      <body>
        <a class="skip" href="#content" ${inLanguage(words.language)}>${words.skipToContent}</a>
        <header class="masthead">${page.masthead}</header>
        <main id="content">${page.main}</main>
        <footer class="colophon">
          ${publication.copyright === undefined ? undefined : html`<p>${publication.copyright}</p>`}
          <nav aria-label="${words.subscribe}" ${inLanguage(words.language)}>
            <ul>
              <li><a href="${baseUrl}/">${words.allArticles}</a></li>
              ${feedFormats.map(({ name, file }) => html`<li><a href="${baseUrl}/${page.feedPath}${file}">${name}</a></li>`)}
            </ul>
          </nav>
        </footer>
      </body>
    </html>`;
  return { key: page.key, bytes: new TextEncoder().encode(markup.source) };
}

/** The publication's name above a page other than its own. */
export function renderMasthead(publication: Publication): Html {
  const words = wordsIn(publication.language);
  return html`<p class="name"><a href="${publication.baseUrl}/">${renderIcon(publication)}${publication.title}</a></p>
    <p class="actions" ${inLanguage(words.language)}>
      <a href="${publication.baseUrl}/#subscribe">${words.subscribe}</a>
    </p>`;
}

/** The icon beside the publication's name, which says the same, so that it needs no words of its own. */
export function renderIcon({ icon }: Publication): Html | undefined {
  return icon === undefined ? undefined : html`<img class="icon" src="${icon}" alt="" width="32" height="32" />`;
}
