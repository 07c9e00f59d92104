import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { articlePageKey } from "./article-page.ts";
import { html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { renderMasthead, renderPage } from "./page.ts";
import { wordsIn } from "./words.ts";

/**
 * What stands at an address that an article once had: a redirection (301) wherever a server reads `statusOf`, and a page
 * that leads on by itself everywhere else.
 *
 * @param url absolute, where the article is now
 */
export function renderMovedPage(slug: string, url: string, publication: Publication): Document {
  const words = wordsIn(publication.language);
  const location = new URL(url).href;
  return renderPage(
    {
      key: articlePageKey(slug),
      title: `${words.moved} – ${publication.title}`,
      description: "",
      canonicalUrl: location,
      status: { status: 301, location },
      head: html`<meta http-equiv="refresh" content="0; url=${location}" />`,
      masthead: renderMasthead(publication),
      main: html`<div class="prose" ${inLanguage(words.language)}>
        <h1>${words.moved}</h1>
        <p>${words.movedTo} <a href="${location}" dir="ltr">${location}</a></p>
      </div>`,
    },
    publication,
  );
}
