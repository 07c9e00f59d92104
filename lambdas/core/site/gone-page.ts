import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { articlePageKey } from "./article-page.ts";
import { html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { renderMasthead, renderPage } from "./page.ts";
import { wordsIn } from "./words.ts";

/** What stands where a withdrawn article stood, and says nothing of what it said. Its status is 410 (RFC 9110 §15.5.11). */
export function renderGonePage(slug: string, publication: Publication): Document {
  const words = wordsIn(publication.language);
  return renderPage(
    {
      key: articlePageKey(slug),
      title: `${words.gone} – ${publication.title}`,
      description: "",
      status: { status: 410 },
      masthead: renderMasthead(publication),
      main: html`<div class="prose" ${inLanguage(words.language)}>
        <h1>${words.gone}</h1>
        <p>${words.goneWhy}</p>
        <p><a href="${publication.baseUrl}/">${words.allArticles}</a></p>
      </div>`,
    },
    publication,
  );
}
