import type { Enclosure } from "../article/article.ts";
import type { Entry } from "../entry/entry.ts";
import type { Person, Publication } from "../publication.ts";
import type { Feed } from "./feed.ts";
import { cleanLabel, cleanLine, cleanName, cleanText, escapeHtml } from "./text.ts";
import { absoluteUri, httpUrl } from "./web-address.ts";

/** RFC 4287 wants an `updated` of a feed without entries too, and readers doubt the Unix epoch. */
const NOTHING_YET = "2000-01-01T00:00:00Z";

/**
 * The feed as all three formats can hold it, so that they say the same: characters that XML lacks are gone, lines are
 * lines, URLs are absolute, nothing that a format requires is blank. Cleaning twice changes nothing.
 */
export function cleanFeed(feed: Feed, publication: Publication): { feed: Feed; publication: Publication } {
  const title = cleanLabel(publication.title) || publication.baseUrl;
  const language = languageTag(publication.language) ?? "en";
  const authors = cleanPeople(publication.authors);
  const cleanPublication: Publication = {
    ...publication,
    title,
    description: cleanLabel(publication.description),
    language,
    authors: authors.length > 0 ? authors : [{ name: title }],
    copyright: cleanLabel(publication.copyright ?? "") || undefined,
    icon: httpUrl(publication.icon),
    logo: httpUrl(publication.logo),
  };
  const pageUrl = httpUrl(feed.pageUrl) ?? `${publication.baseUrl}/`;
  const feedLanguage = languageTag(feed.language) ?? language;
  return {
    publication: cleanPublication,
    feed: {
      ...feed,
      id: absoluteUri(feed.id) ?? pageUrl,
      title: cleanLabel(feed.title) || title,
      description: cleanLabel(feed.description),
      language: feedLanguage,
      pageUrl,
      entries: feed.entries.map((entry) => cleanEntry(entry, pageUrl, feedLanguage, cleanPublication.authors)),
      updated: feed.entries.length > 0 ? feed.updated : NOTHING_YET,
    },
  };
}

function cleanEntry(entry: Entry, pageUrl: string, feedLanguage: string, publishers: Person[]): Entry {
  const url = httpUrl(entry.url) ?? pageUrl;
  const title = cleanLine(entry.title) || entry.slug;
  const summary = cleanLine(entry.summary);
  const authors = cleanPeople(entry.authors);
  const section = cleanLabel(entry.section ?? "") || undefined;
  return {
    ...entry,
    id: absoluteUri(entry.id) ?? url,
    url,
    title,
    summary,
    // JSON Feed and Atom require content, and a reader would show an empty page.
    html: cleanText(entry.html) || `<p>${escapeHtml(summary || title)}</p>`,
    authors: authors.length > 0 ? authors : publishers,
    section,
    tags: [...new Set(entry.tags.map(cleanLabel))].filter((tag) => tag !== "" && tag !== section),
    language: languageTag(entry.language) ?? feedLanguage,
    image: cleanImage(entry.image),
    enclosures: entry.enclosures.flatMap(cleanEnclosure),
  };
}

function cleanPeople(people: Person[]): Person[] {
  return people.flatMap((person) => {
    const name = cleanName(person.name);
    const email = person.email !== undefined && EMAIL.test(person.email) ? person.email : undefined;
    return name === "" ? [] : [{ name, email, url: httpUrl(person.url) }];
  });
}

function cleanImage(image: Entry["image"]): Entry["image"] {
  const url = httpUrl(image?.url);
  return image === undefined || url === undefined ? undefined : { ...image, url };
}

function cleanEnclosure(enclosure: Enclosure): Enclosure[] {
  const url = httpUrl(enclosure.url);
  if (url === undefined) return [];
  const { lengthBytes, durationSeconds } = enclosure;
  const type = enclosure.type.replace(/\s*;.*$/s, "");
  return [
    {
      url,
      type: MEDIA_TYPE.test(type) ? type : "application/octet-stream",
      lengthBytes: Number.isSafeInteger(lengthBytes) && lengthBytes > 0 ? lengthBytes : 0,
      title: cleanLabel(enclosure.title ?? "") || undefined,
      durationSeconds: durationSeconds !== undefined && durationSeconds > 0 ? durationSeconds : undefined,
    },
  ];
}

/** RFC 5322's addr-spec without its quoted and exotic forms. */
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9][A-Za-z0-9-]*$/;

/** RFC 6838 §4.2 without parameters. */
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/** The shape of BCP 47, as `xml:lang` and RSS `language` take it. */
function languageTag(tag: string): string | undefined {
  return /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : undefined;
}
