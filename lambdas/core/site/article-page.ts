import type { Entry } from "../entry/entry.ts";
import type { Document } from "../feed/feed.ts";
import type { Person, Publication } from "../publication.ts";
import { renderEnclosures } from "./enclosures.ts";
import { html, trusted, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { sayMoment } from "./moment.ts";
import { renderMasthead, renderPage } from "./page.ts";
import { wordsIn, type Words } from "./words.ts";

/** Where an article's page lies in the site store. */
export const articlePageKey = (slug: string) => `articles/${slug}/index.html`;

/** The page of one entry: `/articles/<slug>/`. */
export function renderArticlePage(entry: Entry, publication: Publication): Document {
  const words = wordsIn(entry.language);
  const said = inLanguage(words.language);
  const main = html`<article ${inLanguage(entry.language)}>
    <header>
      ${entry.section === undefined ? undefined : html`<p class="section">${entry.section}</p>`}
      <h1>${entry.title}</h1>
      <div class="byline" ${said}>
        <address>${words.by} ${renderAuthors(entry.authors, words)}</address>
        <p>
          ${words.published}
          ${sayMoment(entry.published, words)}${
            entry.updated === entry.published
              ? undefined
              : html` <span class="updated">${words.updated} ${sayMoment(entry.updated, words)}</span>`
          }
        </p>
      </div>
    </header>
    <div class="prose">${trusted(underOneHeading(entry.html))}</div>
    ${renderEnclosures(entry.enclosures, words)}${
      entry.tags.length === 0
        ? undefined
        : html`<footer class="tags">
            <h2 ${said}>${words.tags}</h2>
            <ul>
              ${entry.tags.map((tag) => html`<li>${tag}</li>`)}
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
      feedPath: "",
      feedTitle: publication.title,
      masthead: renderMasthead(publication),
      main,
    },
    publication,
  );
}

/** Names in the order in which the article gives them: `A`, `A and B`, `A, B and C`. */
function renderAuthors(authors: Person[], words: Words): Html[] {
  return authors.map(({ name, url }, index) => {
    const last = index === authors.length - 1;
    const between = index === 0 ? "" : last ? words.and : words.comma;
    return html`${between}${url === undefined ? html`<bdi>${name}</bdi>` : html`<a href="${url}" rel="author"><bdi>${name}</bdi></a>`}`;
  });
}

/** Moves an article's own headings one level down when it has a first-level one: the page's is its title. */
function underOneHeading(content: string): string {
  if (!/<h1[\s>]/i.test(content)) return content;
  return content.replace(
    /(<\/?h)([1-5])(?=[\s>])/gi,
    (_, start: string, level: string) => `${start}${Number(level) + 1}`,
  );
}
