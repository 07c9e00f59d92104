import { urlOf } from "../feed/feed-name.ts";
import { isArchive, type Document, type Feed } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { shortTitle } from "./feed-groups.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { sayDay } from "./moment.ts";
import { renderIcon, renderMasthead, renderPage } from "./page.ts";
import { renderStory } from "./story.ts";
import { renderSubscribing } from "./subscribing.ts";
import { wordsIn, type Words } from "./words.ts";

/**
 * A feed's page for people, beside its documents: its latest articles, and how to subscribe. An archive document has
 * one too, which offers the current documents: nobody subscribes to what never changes (RFC 5005 §4).
 */
export function renderFeedPage(feed: Feed, publication: Publication): Document {
  const { baseUrl } = publication;
  const words = wordsIn(publication.language);
  const said = inLanguage(words.language);
  const subscribed = feed.history.current ?? feed.path;
  const heading = headingOf(feed, publication, words);
  const main = html`${feed.path === "" ? undefined : renderHeading(feed, heading, words)}
    <section class="latest h-feed" aria-labelledby="latest">
      <h2 id="latest" class="label" ${said}>${isArchive(feed) ? spanOf(feed, words) : words.latest}</h2>
      <data class="p-name" value="${heading}"></data>
      ${
        feed.entries.length === 0
          ? html`<p ${said}>${isArchive(feed) ? words.nothingLeft : words.nothingYet}</p>`
          : html`<ol class="stories">
              ${feed.entries.map((entry) => renderStory(entry, publication))}
            </ol>`
      }
      ${renderNeighbours(feed, baseUrl, words)}
    </section>
    ${renderSubscribing(subscribed, baseUrl, words)}`;
  return renderPage(
    {
      key: `${feed.path}index.html`,
      title: feed.path === "" ? feed.title : `${heading} – ${publication.title}`,
      description: feed.description,
      canonicalUrl: urlOf(baseUrl, feed.path),
      feed: { path: subscribed, title: feed.title },
      masthead: feed.path === "" ? renderName(feed, publication, words) : renderMasthead(publication, "#subscribe"),
      main,
    },
    publication,
  );
}

/** The feed's own name: without the publication's, which stands above it. */
function headingOf({ title, path, history }: Feed, publication: Publication, words: Words): string {
  const name = shortTitle(title, publication.title);
  const part = history.current === undefined ? undefined : /([^/]+)\/$/.exec(path)?.[1];
  if (part === undefined) return name;
  return history.current === "" ? words.archive(part) : `${name} – ${words.archive(part)}`;
}

function renderHeading(feed: Feed, heading: string, words: Words): Html {
  const { kind, description } = feed;
  return html`<header class="opening">
    ${kind === undefined ? undefined : html`<p class="section" ${inLanguage(words.language)}>${words.kinds[kind].one}</p>`}
    <h1>${heading}</h1>
    ${description === "" || isArchive(feed) ? undefined : html`<p>${description}</p>`}
  </header>`;
}

function renderName({ title, description }: Feed, publication: Publication, words: Words): Html {
  return html`<div>
      <h1 class="name">${renderIcon(publication)}${title}</h1>
      <p class="description">${description}</p>
    </div>
    <p class="actions" ${inLanguage(words.language)}><a href="#subscribe">${words.subscribe}</a></p>`;
}

/** The days between which an archive document's articles were published. */
function spanOf({ entries }: Feed, words: Words): string {
  const days = [entries.at(-1), entries[0]].flatMap((entry) => entry && sayDay(entry.published, words));
  return [...new Set(days)].join(" – ") || words.older;
}

/** Links to the newest articles, to newer ones and to older ones: those last, for whoever has read all of these. */
function renderNeighbours({ history }: Feed, baseUrl: string, words: Words): Html | undefined {
  const { previous, next, current } = history;
  if (previous === undefined && current === undefined) return undefined;
  const link = (path: string, rel: Html | undefined, text: string) =>
    html`<li><a href="${urlOf(baseUrl, path)}"${rel}>${text}</a></li>`;
  return html`<nav class="neighbours" aria-label="${words.further}" ${inLanguage(words.language)}>
    <ul>
      ${current === undefined ? undefined : link(current, undefined, words.newest)}
      ${next === undefined ? undefined : link(next, html` rel="next"`, words.newer)}
      ${previous === undefined ? undefined : link(previous, html` rel="prev"`, words.older)}
    </ul>
  </nav>`;
}
