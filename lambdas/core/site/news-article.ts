import type { Image } from "../article/article.ts";
import type { Entry } from "../entry/entry.ts";
import type { Person, Publication } from "../publication.ts";
import { feedPageUrl } from "./feed-links.ts";
import { trusted, type Html } from "./html.ts";

/** The article as schema.org's `NewsArticle` in JSON-LD: data, which no browser runs and no policy has to allow. */
export function renderNewsArticle(entry: Entry, publication: Publication): Html {
  const { baseUrl, title, logo, icon } = publication;
  const site = `${baseUrl}/`;
  const described = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "@id": entry.id,
    url: entry.url,
    mainEntityOfPage: entry.url,
    // Longer ones are cut by whoever shows them.
    headline: entry.title,
    description: entry.summary || undefined,
    datePublished: entry.published,
    dateModified: entry.updated,
    inLanguage: entry.language,
    author: entry.authors.map((author) => authorOf(author, publication)),
    publisher: { "@type": "Organization", name: title, url: site, logo: logo ?? icon },
    isPartOf: { "@type": "WebSite", name: title, url: site },
    image: entry.image && imageOf(entry.image),
    articleSection: entry.section,
    keywords: entry.tags.length === 0 ? undefined : entry.tags,
    correction:
      entry.corrections.length === 0
        ? undefined
        : entry.corrections.map(({ text, at }) => ({ "@type": "CorrectionComment", text, datePublished: at })),
    workTranslation:
      entry.translations.length === 0
        ? undefined
        : entry.translations.map(({ language, url }) => ({ "@type": "NewsArticle", url, inLanguage: language })),
  };
  return trusted(`<script type="application/ld+json">${writeJson(described)}</script>`);
}

function authorOf({ name, url }: Person, publication: Publication) {
  return {
    "@type": name === publication.title ? "Organization" : "Person",
    name,
    url: feedPageUrl("authors", name, publication) ?? url,
    sameAs: url,
  };
}

function imageOf({ url, widthPixels, heightPixels, caption, credit }: Image) {
  return { "@type": "ImageObject", url, width: widthPixels, height: heightPixels, caption, creditText: credit };
}

/** JSON in which HTML finds no end of the script, no comment and no entity (HTML Standard §4.12.1.3). */
function writeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
