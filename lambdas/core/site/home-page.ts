import type { Entry } from "../entry/entry.ts";
import type { Document, Feed } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { sayMoment } from "./moment.ts";
import { feedFormats, renderIcon, renderPage } from "./page.ts";
import { wordsIn } from "./words.ts";

/** A feed's page for people: its latest articles, and how to subscribe. */
export function renderHomePage(feed: Feed, publication: Publication): Document {
  const { baseUrl } = publication;
  const words = wordsIn(publication.language);
  const said = inLanguage(words.language);
  const main = html`<section class="latest" aria-labelledby="latest">
      <h2 id="latest" class="label" ${said}>${words.latest}</h2>
      ${
        feed.entries.length === 0
          ? html`<p ${said}>${words.nothingYet}</p>`
          : html`<ol class="stories">
              ${feed.entries.map(renderStory)}
            </ol>`
      }
    </section>
    <section class="subscribe" id="subscribe" aria-labelledby="subscribing" ${said}>
      <h2 id="subscribing" class="label">${words.subscribe}</h2>
      <p>${words.howToSubscribe}</p>
      <dl>
        ${feedFormats.map(
          ({ name, file, reason }) =>
            html`<div>
              <dt><a href="${baseUrl}/${feed.path}${file}">${name}</a></dt>
              <dd><code dir="ltr">${baseUrl}/${feed.path}${file}</code></dd>
              <dd>${words[reason]}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  return renderPage(
    {
      key: `${feed.path}index.html`,
      title: feed.title,
      description: feed.description,
      canonicalUrl: feed.pageUrl,
      feedPath: feed.path,
      feedTitle: feed.title,
      masthead: html`<div>
          <h1 class="name">${renderIcon(publication)}${feed.title}</h1>
          <p class="description">${feed.description}</p>
        </div>
        <p class="actions" ${said}><a href="#subscribe">${words.subscribe}</a></p>`,
      main,
    },
    publication,
  );
}

function renderStory(entry: Entry): Html {
  const words = wordsIn(entry.language);
  return html`<li>
    <article ${inLanguage(entry.language)}>
      ${
        entry.image === undefined
          ? undefined
          : html`<img src="${entry.image.url}" alt="${entry.image.alt}" loading="lazy" decoding="async" />`
      }
      <div>
        <p class="details">
          ${entry.section === undefined ? undefined : html`<span class="section">${entry.section}</span>`}
          <span ${inLanguage(words.language)}>${sayMoment(entry.published, words)}</span>
        </p>
        <h3><a href="${entry.url}">${entry.title}</a></h3>
        ${entry.summary === "" ? undefined : html`<p>${entry.summary}</p>`}
      </div>
    </article>
  </li>`;
}
