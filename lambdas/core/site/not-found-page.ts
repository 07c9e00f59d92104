import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { renderMasthead, renderPage } from "./page.ts";
import { wordsIn } from "./words.ts";

/** What answers an address at which there is nothing. */
export function renderNotFoundPage(publication: Publication): Document {
  const words = wordsIn(publication.language);
  return renderPage(
    {
      key: "404.html",
      title: `${words.notFound} – ${publication.title}`,
      description: "",
      masthead: renderMasthead(publication),
      main: html`<div class="prose" ${inLanguage(words.language)}>
        <h1>${words.notFound}</h1>
        <p>${words.notFoundWhy}</p>
        <p><a href="${publication.baseUrl}/">${words.allArticles}</a></p>
      </div>`,
    },
    publication,
  );
}
