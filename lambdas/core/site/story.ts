import type { Entry } from "../entry/entry.ts";
import type { Publication } from "../publication.ts";
import { renderAuthors, renderLabel } from "./feed-links.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { sayMoment } from "./moment.ts";
import { wordsIn } from "./words.ts";

/** The rest stand on the article's own page. */
const MOST_TAGS = 6;

/** One entry in a list: what it is about, and where it is (microformats2 h-entry). */
export function renderStory(entry: Entry, publication: Publication): Html {
  const words = wordsIn(entry.language);
  const said = inLanguage(words.language);
  const { image, section, summary } = entry;
  const tags = entry.tags.slice(0, MOST_TAGS);
  return html`<li>
    <article class="h-entry" ${inLanguage(entry.language)}>
      ${
        image === undefined
          ? undefined
          : html`<img class="u-photo" src="${image.url}" alt="${image.alt}" loading="lazy" decoding="async" />`
      }
      <div>
        <p class="details">
          ${section === undefined ? undefined : html`<span class="section">${renderLabel("sections", section, publication)}</span>`}
          <span ${said}>${sayMoment(entry.published, words, "dt-published")}</span>
        </p>
        <h3 class="p-name"><a class="u-url" href="${entry.url}">${entry.title}</a></h3>
        ${summary === "" ? undefined : html`<p class="p-summary">${summary}</p>`}
        <p class="details">
          <span ${said}>${words.by} ${renderAuthors(entry.authors, words, publication)}</span>
        </p>
        ${
          tags.length === 0
            ? undefined
            : html`<ul class="labels" aria-label="${words.kinds.tags.all}">
                ${tags.map((tag) => html`<li>${renderLabel("tags", tag, publication)}</li>`)}
              </ul>`
        }
      </div>
    </article>
  </li>`;
}
