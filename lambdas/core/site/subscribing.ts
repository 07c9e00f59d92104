import { FEED_FILES, urlOf } from "../feed/feed-name.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import { feedFormats } from "./page.ts";
import type { Words } from "./words.ts";

/** How to subscribe to a feed: its three addresses, to copy or to open, without a script and without a third party. */
export function renderSubscribing(path: string, baseUrl: string, words: Words): Html {
  return html`<section class="subscribe" id="subscribe" aria-labelledby="subscribing" ${inLanguage(words.language)}>
    <h2 id="subscribing" class="label">${words.subscribe}</h2>
    <p>${words.howToSubscribe} ${words.howToCopy}</p>
    <dl>
      ${feedFormats.map(({ name, file, reason }) => {
        const url = urlOf(baseUrl, path + file);
        return html`<div>
          <dt><a href="${url}">${name}</a></dt>
          <dd><code class="address" dir="ltr">${url}</code></dd>
          <dd>${words[reason]}</dd>
        </div>`;
      })}
    </dl>
    <p><a href="feed:${urlOf(baseUrl, path + FEED_FILES.rss)}">${words.openInReader}</a></p>
    <p class="details">${words.openInReaderWhat}</p>
    <p><a href="${baseUrl}/feeds/">${words.allFeeds}</a></p>
  </section>`;
}
