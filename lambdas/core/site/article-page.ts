import type { Entry } from "../entry/entry.ts";
import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { renderArticleHead } from "./article-head.ts";
import { nameOfLanguage } from "./autonyms.ts";
import { renderEnclosures } from "./enclosures.ts";
import { feedOf, renderAuthors, renderLabel } from "./feed-links.ts";
import { html, trusted, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { sayMoment } from "./moment.ts";
import { renderMasthead, renderPage } from "./page.ts";
import { wordsIn, type Words } from "./words.ts";

/** Where an article's page lies in the site store. */
export const articlePageKey = (slug: string) => `articles/${slug}/index.html`;

/** The page of one entry: `/articles/<slug>/`, a microformats2 h-entry. */
export function renderArticlePage(entry: Entry, publication: Publication): Document {
  const words = wordsIn(entry.language);
  const said = inLanguage(words.language);
  const { section, tags } = entry;
  const main = html`<article class="h-entry" ${inLanguage(entry.language)}>
    <header>
      ${section === undefined ? undefined : html`<p class="section">${renderLabel("sections", section, publication)}</p>`}
      <h1 class="p-name">${entry.title}</h1>
      <div class="byline" ${said}>
        <address>${words.by} ${renderAuthors(entry.authors, words, publication)}</address>
        <p>
          ${words.published}
          <a class="u-url" href="${entry.url}">${sayMoment(entry.published, words, "dt-published")}</a>${
            entry.updated === entry.published
              ? undefined
              : html` <span class="updated">${words.updated} ${sayMoment(entry.updated, words, "dt-updated")}</span>`
          }
        </p>
        ${renderTranslations(entry, words)}
      </div>
      ${renderUnseen(entry)}
    </header>
    <div class="prose e-content">${trusted(withWideTables(underOneHeading(entry.html)))}</div>
    ${renderEnclosures(entry.enclosures, words)}${
      tags.length === 0
        ? undefined
        : html`<footer class="tags">
            <h2 ${said}>${words.kinds.tags.all}</h2>
            <ul>
              ${tags.map((tag) => html`<li>${renderLabel("tags", tag, publication)}</li>`)}
            </ul>
          </footer>`
    }
  </article>`;
  return renderPage(
    {
      key: articlePageKey(entry.slug),
      title: `${entry.title} – ${publication.title}`,
      description: entry.summary,
      canonicalUrl: entry.url,
      feed: section === undefined ? undefined : feedOf("sections", section, publication),
      head: renderArticleHead(entry, publication),
      masthead: renderMasthead(publication),
      main,
    },
    publication,
  );
}

/** Where the same article stands in other languages, each named in itself. */
function renderTranslations({ translations }: Entry, words: Words): Html | undefined {
  if (translations.length === 0) return undefined;
  const links = translations.map(
    ({ language, url }, index) =>
      html`${index === 0 ? "" : words.comma}<a href="${url}" hreflang="${language}" ${inLanguage(language)}>${nameOfLanguage(language)}</a>`,
  );
  return html`<p class="translations">${words.alsoIn} ${links}</p>`;
}

/** What microformats2 wants to know and a reader sees elsewhere on the page. */
function renderUnseen({ id, summary, image }: Entry): Html[] {
  const unseen: [string, string | undefined][] = [
    ["u-uid", id],
    ["p-summary", summary || undefined],
    ["u-photo", image?.url],
  ];
  return unseen.flatMap(([property, value]) =>
    value === undefined ? [] : html`<data class="${property}" value="${value}"></data>`,
  );
}

/** Moves an article's own headings one level down when it has a first-level one: the page's is its title. */
function underOneHeading(content: string): string {
  if (!/<h1[\s>]/i.test(content)) return content;
  return content.replace(
    /(<\/?h)([1-5])(?=[\s>])/gi,
    (_, start: string, level: string) => `${start}${Number(level) + 1}`,
  );
}

/** Lets a table that is wider than the page scroll by itself, also from the keyboard (WCAG 2.1.1). */
function withWideTables(content: string): string {
  return content.replace(/<table(?=[\s>])/gi, '<div class="wide" tabindex="0">$&').replace(/<\/table>/gi, "$&</div>");
}
