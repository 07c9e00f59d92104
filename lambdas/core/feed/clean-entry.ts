import type { Enclosure, Image } from "../article/article.ts";
import type { Entry, Translation } from "../entry/entry.ts";
import type { Publication } from "../publication.ts";
import { cleanPeople, languageTag } from "./clean-feed.ts";
import { cleanLabel, cleanLine, cleanName, cleanText, escapeHtml } from "./text.ts";
import { absoluteUri, httpUrl } from "./web-address.ts";

/**
 * The entry as all three formats can hold it; see `cleanFeed`.
 *
 * @param publication that has been cleaned
 */
export function cleanEntry(entry: Entry, feedLanguage: string, publication: Publication): Entry {
  const url = httpUrl(entry.url) ?? `${publication.baseUrl}/`;
  const title = cleanLine(entry.title) || entry.slug;
  const summary = cleanLine(entry.summary);
  const authors = cleanPeople(entry.authors);
  const section = cleanLabel(entry.section ?? "") || undefined;
  const language = languageTag(entry.language) ?? feedLanguage;
  return {
    ...entry,
    id: absoluteUri(entry.id) ?? url,
    url,
    title,
    summary,
    // JSON Feed and Atom require content, and a reader would show an empty page.
    html: cleanText(entry.html) || `<p>${escapeHtml(summary || title)}</p>`,
    authors: authors.length > 0 ? authors : publication.authors,
    section,
    tags: [...new Set(entry.tags.map(cleanLabel))].filter((tag) => tag !== "" && tag !== section),
    language,
    image: entry.image && cleanImage(entry.image),
    enclosures: entry.enclosures.flatMap(cleanEnclosure),
    translations: cleanTranslations(entry.translations, language),
  };
}

function cleanImage(image: Image): Image | undefined {
  const url = httpUrl(image.url);
  if (url === undefined) return undefined;
  const type = mediaType(image.type ?? "");
  return {
    url,
    alt: cleanLabel(image.alt),
    caption: cleanLabel(image.caption ?? "") || undefined,
    credit: cleanName(image.credit ?? "") || undefined,
    type: type?.startsWith("image/") ? type : undefined,
    lengthBytes: count(image.lengthBytes),
    widthPixels: count(image.widthPixels),
    heightPixels: count(image.heightPixels),
  };
}

function cleanEnclosure({ url, type, lengthBytes, title, durationSeconds }: Enclosure): Enclosure[] {
  const address = httpUrl(url);
  if (address === undefined) return [];
  return [
    {
      url: address,
      type: mediaType(type) ?? "application/octet-stream",
      lengthBytes: count(lengthBytes) ?? 0,
      title: cleanLabel(title ?? "") || undefined,
      durationSeconds: durationSeconds !== undefined && durationSeconds > 0 ? durationSeconds : undefined,
    },
  ];
}

/** One for each language, and none for the entry's own (RFC 4287 §4.1.2: alternates differ in type or hreflang). */
function cleanTranslations(translations: Translation[], own: string): Translation[] {
  const taken = new Set([own.toLowerCase()]);
  return translations.flatMap((translation) => {
    const url = httpUrl(translation.url);
    const language = languageTag(translation.language);
    if (url === undefined || language === undefined || taken.has(language.toLowerCase())) return [];
    taken.add(language.toLowerCase());
    return [{ language, url }];
  });
}

/** RFC 6838 §4.2 without parameters. */
function mediaType(type: string): string | undefined {
  const bare = type.replace(/\s*;.*$/s, "");
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(bare) ? bare : undefined;
}

function count(value: number | undefined): number | undefined {
  return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
