import { urlOf } from "../feed/feed-name.ts";
import type { Document, ListedFeed } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { groupFeeds, shortTitle, type FeedGroup } from "./feed-groups.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { opmlKey } from "./opml.ts";
import { feedFormats, renderMasthead, renderPage } from "./page.ts";
import { wordsIn, type Words } from "./words.ts";

/** The page of all feeds, by kind: `/feeds/`. */
export function renderFeedListPage(feeds: readonly ListedFeed[], publication: Publication): Document {
  const words = wordsIn(publication.language);
  const groups = groupFeeds(feeds);
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
        ${renderContents(groups, words)} ${groups.map((group) => renderGroup(group, publication, words))}`,
    },
    publication,
  );
}

/** How many feeds there are of each kind, so that nobody has to read past hundreds of tags to find the authors. */
function renderContents(groups: FeedGroup[], words: Words): Html {
  return html`<nav class="contents" aria-label="${words.allFeeds}" ${inLanguage(words.language)}>
    <ul>
      ${groups.flatMap(({ kind, feeds }) =>
        kind === undefined
          ? []
          : html`<li><a href="#${kind}">${words.kinds[kind].all}</a> <span class="details">${feeds.length}</span></li>`,
      )}
    </ul>
  </nav>`;
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
