import { FEED_FILES, urlOf } from "../feed/feed-name.ts";
import type { Document, Feed } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { renderStatus, type Status } from "./status.ts";
import { styleSheetKey } from "./style-sheet.ts";
import { wordsIn } from "./words.ts";

/** A feed that a page offers. */
export type OfferedFeed = Pick<Feed, "path" | "title">;

/** What differs from page to page. */
export interface Page {
  key: string;
  title: string;
  description: string;
  /** Absolute URL of the page; a page without one is not to be found by search engines. */
  canonicalUrl?: string;
  status?: Status;
  /** The feed that the page belongs to, unless that is the site's, which every page offers. */
  feed?: OfferedFeed;
  /** What else its head says. */
  head?: Html | Html[];
  masthead: Html;
  main: Html;
}

/** The three documents of a feed, as a page offers them. */
export const feedFormats = [
  { name: "RSS", file: FEED_FILES.rss, type: "application/rss+xml", reason: "rss" },
  { name: "Atom", file: FEED_FILES.atom, type: "application/atom+xml", reason: "atom" },
  { name: "JSON Feed", file: FEED_FILES.json, type: "application/feed+json", reason: "json" },
] as const;

/** Puts a page into the frame that all pages share: no script, no style but `/style.css`, nothing from elsewhere. */
export function renderPage(page: Page, publication: Publication): Document {
  const { baseUrl, language } = publication;
  const words = wordsIn(language);
  const site = { path: "", title: publication.title };
  const nearest = page.feed ?? site;
  const markup = html`<!doctype html>
    <html ${inLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        ${renderStatus(page.status)}
        <title>${page.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${page.description === "" ? undefined : html`<meta name="description" content="${page.description}" />`}
        ${page.canonicalUrl === undefined || page.status ? html`<meta name="robots" content="noindex" />` : undefined}
        ${page.canonicalUrl === undefined ? undefined : html`<link rel="canonical" href="${page.canonicalUrl}" />`}
        ${page.head} ${(nearest.path === "" ? [site] : [nearest, site]).map((feed) => renderDiscovery(feed, baseUrl))}
        ${publication.icon === undefined ? undefined : html`<link rel="icon" href="${publication.icon}" />`}
        <link rel="stylesheet" href="${baseUrl}/${styleSheetKey}" />
      </head>
      <body>
        <a class="skip" href="#content" ${inLanguage(words.language)}>${words.skipToContent}</a>
        <header class="masthead">${page.masthead}</header>
        <main id="content">${page.main}</main>
        <footer class="colophon">
          ${publication.copyright === undefined ? undefined : html`<p>${publication.copyright}</p>`}
          <nav aria-label="${publication.title}">
            <ul ${inLanguage(words.language)}>
              <li><a href="${baseUrl}/">${words.allArticles}</a></li>
              <li><a href="${baseUrl}/feeds/">${words.allFeeds}</a></li>
              ${feedFormats.map(
                ({ name, file }) => html`<li><a href="${urlOf(baseUrl, nearest.path + file)}">${name}</a></li>`,
              )}
            </ul>
          </nav>
        </footer>
      </body>
    </html>`;
  return { key: page.key, bytes: new TextEncoder().encode(markup.source) };
}

/** How readers find the feeds of a page (RSS autodiscovery, RFC 4287's and JSON Feed's alike). */
function renderDiscovery({ path, title }: OfferedFeed, baseUrl: string): Html[] {
  return feedFormats.map(
    ({ name, file, type }) =>
      html`<link rel="alternate" type="${type}" title="${title} (${name})" href="${urlOf(baseUrl, path + file)}" />`,
  );
}

/** The publication's name above a page other than its own. */
export function renderMasthead(publication: Publication, subscribe = `${publication.baseUrl}/#subscribe`): Html {
  const words = wordsIn(publication.language);
  return html`<p class="name"><a href="${publication.baseUrl}/">${renderIcon(publication)}${publication.title}</a></p>
    <p class="actions" ${inLanguage(words.language)}><a href="${subscribe}">${words.subscribe}</a></p>`;
}

/** The icon beside the publication's name, which says the same, so that it needs no words of its own. */
export function renderIcon({ icon }: Publication): Html | undefined {
  return icon === undefined ? undefined : html`<img class="icon" src="${icon}" alt="" width="32" height="32" />`;
}
