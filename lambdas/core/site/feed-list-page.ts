import { urlOf } from "../feed/feed-name.ts";
import type { Document, ListedFeed } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { groupFeeds, shortTitle, type FeedGroup } from "./feed-list.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { opmlKey } from "./opml.ts";
import { feedFormats, renderMasthead, renderPage } from "./page.ts";
import { wordsIn, type Words } from "./words.ts";

/** The page of all feeds, by kind: `/feeds/`. */
export function renderFeedListPage(feeds: readonly ListedFeed[], publication: Publication): Document {
  const words = wordsIn(publication.language);
  return renderPage(
    {
      key: "feeds/index.html",
      title: `${words.allFeeds} – ${publication.title}`,
      description: words.allFeedsWhat,
      canonicalUrl: `${publication.baseUrl}/feeds/`,
      masthead: renderMasthead(publication),
      main: html`<header class="opening" ${inLanguage(words.language)}>
          <h1>${words.allFeeds}</h1>
          <p>${words.allFeedsWhat}</p>
          <p><a href="${publication.baseUrl}/${opmlKey}">${words.opml}</a>. ${words.opmlWhat}</p>
        </header>
        ${groupFeeds(feeds).map((group) => renderGroup(group, publication, words))}`,
    },
    publication,
  );
}

function renderGroup({ kind, feeds }: FeedGroup, { baseUrl, title }: Publication, words: Words): Html {
  const heading = kind === undefined ? words.everything : words.kinds[kind].all;
  const id = kind ?? "site";
  return html`<section class="feeds" aria-labelledby="${id}">
    <h2 id="${id}" class="label" ${inLanguage(words.language)}>${heading}</h2>
    <ul>
      ${feeds.map(
        (feed) =>
          html`<li>
            <a href="${urlOf(baseUrl, feed.path)}"><bdi>${shortTitle(feed.title, title)}</bdi></a>
            <span class="formats"
              >${feedFormats.map(({ name, file }) => html`<a href="${urlOf(baseUrl, feed.path + file)}">${name}</a> `)}</span
            >
          </li>`,
      )}
    </ul>
  </section>`;
}
