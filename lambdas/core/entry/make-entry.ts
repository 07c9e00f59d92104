import type { Article, Image } from "../article/article.ts";
import type { Publication } from "../publication.ts";
import type { Entry } from "./entry.ts";

/** What the ledger decides about an article, not its author. */
export interface Identity {
  id: string;
  slug: string;
  published: string;
  updated: string;
}

/** Article and identity → entry: what the article leaves open comes from the publication. Pure. */
export function makeEntry(article: Article, identity: Identity, publication: Publication): Entry {
  const { path, title, summary, section, tags, image, enclosures } = article;
  return {
    path,
    id: identity.id,
    slug: identity.slug,
    url: article.link ?? `${publication.baseUrl}/articles/${identity.slug}/`,
    title,
    summary,
    html: image && !article.html.includes(escapeHtml(image.url)) ? figure(image) + article.html : article.html,
    published: identity.published,
    updated: identity.updated < identity.published ? identity.published : identity.updated,
    authors: article.authors.length > 0 ? article.authors : publication.authors,
    ...(section !== undefined && { section }),
    tags,
    language: article.language ?? publication.language,
    ...(image && { image }),
    enclosures,
  };
}

/** The lead image as a reader sees it; an article that shows it somewhere itself does not get it twice. */
function figure({ url, alt, caption, credit }: Image): string {
  const words = [caption && escapeHtml(caption), credit && `<cite>${escapeHtml(credit)}</cite>`]
    .filter(Boolean)
    .join(" ");
  const picture = `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}" />`;
  return `<figure>${picture}${words && `<figcaption>${words}</figcaption>`}</figure>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
