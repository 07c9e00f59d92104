import type { Article, Image } from "../article/article.ts";
import { escapeHtml } from "../article/clean-text.ts";
import type { Publication } from "../publication.ts";
import { mediaKeyOf, withMedia, withVersion } from "../article/media-references.ts";
import { mediaVersion, type MediaFiles } from "../media/media-file.ts";
import { correctionNote } from "./correction-note.ts";
import type { Entry, Translation } from "./entry.ts";

/** What the ledger decides about an article, not its author. */
export interface Identity {
  id: string;
  slug: string;
  published: string;
  updated: string;
}

/** Of a file whose name says nothing. */
const UNKNOWN_TYPE = "application/octet-stream";

/** What the rest of the publication decides about it. */
export interface Surroundings {
  media: MediaFiles;
  translations: Translation[];
}

/** Article and identity → entry: what the article leaves open comes from the publication. Pure. */
export function makeEntry(
  article: Article,
  identity: Identity,
  publication: Publication,
  { media, translations }: Surroundings,
): Entry {
  const { path, title, summary, section, tags, image, corrections } = article;
  const { baseUrl } = publication;
  const language = article.language ?? publication.language;
  const { versionOf, lengthOf, sizeOf } = detailsIn(media, baseUrl);
  const picture = image && !article.html.includes(escapeHtml(image.url)) ? figure(image) : "";
  return {
    path,
    id: identity.id,
    slug: identity.slug,
    url: article.link ?? `${publication.baseUrl}/articles/${identity.slug}/`,
    title,
    summary,
    html: withMedia(picture + article.html, baseUrl, versionOf) + correctionNote(corrections, language),
    published: identity.published,
    updated: updatedAt(article, identity),
    authors: article.authors.length > 0 ? article.authors : publication.authors,
    ...(section !== undefined && { section }),
    tags,
    language,
    ...(image && {
      image: {
        ...image,
        ...sizeOf(image.url),
        url: withVersion(image.url, baseUrl, versionOf),
        ...lengthOf(image.url),
      },
    }),
    // Players tell recordings by the end of their address: no version there.
    enclosures: article.enclosures.map((enclosure) => ({ ...enclosure, ...lengthOf(enclosure.url) })),
    corrections,
    translations,
  };
}

/** What a file in `content/media/` says of itself counts, whatever the author wrote about it. */
function detailsIn(media: MediaFiles, baseUrl: string) {
  const fileAt = (url: string) => media.get(mediaKeyOf(url, baseUrl) ?? "");
  const versionOf = (key: string) => {
    const file = media.get(key);
    return file && mediaVersion(file);
  };
  const lengthOf = (url: string) => {
    const file = fileAt(url);
    return file && { lengthBytes: file.lengthBytes, ...(file.type !== UNKNOWN_TYPE && { type: file.type }) };
  };
  const sizeOf = (url: string) => {
    const { widthPixels, heightPixels } = fileAt(url) ?? {};
    return widthPixels === undefined ? {} : { widthPixels, heightPixels };
  };
  return { versionOf, lengthOf, sizeOf };
}

/** A correction is an update, unless the author says what is one; nothing is updated before it is published. */
function updatedAt({ updated, corrections }: Article, identity: Identity): string {
  const moments = updated === undefined ? corrections.map(({ at = "" }) => at) : [];
  return [identity.published, identity.updated, ...moments].reduce((latest, at) => (at > latest ? at : latest));
}

/** The lead image as a reader sees it; an article that shows it somewhere itself does not get it twice. */
function figure({ url, alt, caption, credit }: Image): string {
  const words = [caption && escapeHtml(caption), credit && `<cite>${escapeHtml(credit)}</cite>`]
    .filter(Boolean)
    .join(" ");
  const picture = `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}" />`;
  return `<figure>${picture}${words && `<figcaption>${words}</figcaption>`}</figure>`;
}
