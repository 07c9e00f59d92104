import { feedName } from "../feed/feed-by-label.ts";
import { feedFolder, urlOf, type FeedKind } from "../feed/feed-name.ts";
import type { Person, Publication } from "../publication.ts";
import { html, type Html } from "./html.ts";
import type { OfferedFeed } from "./page.ts";
import type { Words } from "./words.ts";

/** The feed of a section, tag or author, if the publication has feeds of that kind. */
export function feedOf(kind: FeedKind, label: string, { feeds, title }: Publication): OfferedFeed | undefined {
  if (!feeds.includes(kind)) return undefined;
  return { path: feedFolder(feedName(kind, label)), title: `${label} – ${title}` };
}

/** Where the page of a section, tag or author is, if there is one. */
export function feedPageUrl(kind: FeedKind, label: string, publication: Publication): string | undefined {
  const feed = feedOf(kind, label, publication);
  return feed && urlOf(publication.baseUrl, feed.path);
}

/** A section's or tag's name, leading to its page. */
export function renderLabel(kind: FeedKind, label: string, publication: Publication): Html {
  const url = feedPageUrl(kind, label, publication);
  return url === undefined
    ? html`<span class="p-category">${label}</span>`
    : html`<a class="p-category" href="${url}" rel="tag">${label}</a>`;
}

/**
 * Names in the order in which the article gives them: `A`, `A and B`, `A, B and C`. Each leads to the author's page
 * here, and beside it stands the author's own.
 */
export function renderAuthors(authors: Person[], words: Words, publication: Publication): Html[] {
  return authors.map((author, index) => {
    const last = index === authors.length - 1;
    const between = index === 0 ? "" : last ? words.and : words.comma;
    return html`${between}<span class="p-author h-card">${renderAuthor(author, publication)}</span>`;
  });
}

function renderAuthor({ name, url }: Person, publication: Publication): Html {
  const page = feedPageUrl("authors", name, publication);
  // The publication's own address is what stands above every page.
  const own = name === publication.title ? undefined : url;
  if (page === undefined)
    return own === undefined
      ? html`<bdi class="p-name">${name}</bdi>`
      : html`<a class="p-name u-url" href="${own}" rel="author"><bdi>${name}</bdi></a>`;
  return html`<a class="p-name u-url" href="${page}"><bdi>${name}</bdi></a>${
    own === undefined
      ? undefined
      : html` (<a class="u-url" href="${own}" rel="author"><bdi>${new URL(own).host}</bdi></a>)`
  }`;
}
