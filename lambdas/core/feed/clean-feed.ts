import { isEmailAddress } from "../article/email-address.ts";
import type { Person, Publication } from "../publication.ts";
import type { Feed } from "./feed.ts";
import { cleanLabel, cleanName } from "./text.ts";
import { absoluteUri, httpUrl } from "./web-address.ts";

/**
 * The feed as all three formats can hold it, so that they say the same: characters that XML lacks are gone, lines are
 * lines, URLs are absolute, nothing that a format requires is blank. Its entries are cleaned one by one (`cleanEntry`).
 * Cleaning twice changes nothing.
 */
export function cleanFeed(feed: Feed, publication: Publication): { feed: Feed; publication: Publication } {
  const cleanPublication = cleanPublisher(publication);
  const { title, language, baseUrl } = cleanPublication;
  const pageUrl = httpUrl(feed.pageUrl) ?? `${baseUrl}/`;
  return {
    publication: cleanPublication,
    feed: {
      ...feed,
      id: absoluteUri(feed.id) ?? pageUrl,
      title: cleanLabel(feed.title) || title,
      description: cleanLabel(feed.description),
      language: languageTag(feed.language) ?? language,
      pageUrl,
      withdrawn: cleanWithdrawals(feed),
    },
  };
}

function cleanPublisher(publication: Publication): Publication {
  const title = cleanLabel(publication.title) || publication.baseUrl;
  const authors = cleanPeople(publication.authors);
  return {
    ...publication,
    title,
    description: cleanLabel(publication.description),
    language: languageTag(publication.language) ?? "en",
    authors: authors.length > 0 ? authors : [{ name: title }],
    copyright: cleanLabel(publication.copyright ?? "") || undefined,
    icon: httpUrl(publication.icon),
    logo: httpUrl(publication.logo),
  };
}

/** One for each id, spelt as its entry spelt it; an entry that is back is not withdrawn. */
function cleanWithdrawals({ entries, withdrawn }: Feed): Feed["withdrawn"] {
  const taken = new Set(entries.map(({ id }) => absoluteUri(id)));
  return withdrawn.flatMap(({ id, when }) => {
    const spelt = absoluteUri(id);
    if (spelt === undefined || taken.has(spelt)) return [];
    taken.add(spelt);
    return [{ id: spelt, when }];
  });
}

export function cleanPeople(people: Person[]): Person[] {
  return people.flatMap((person) => {
    const name = cleanName(person.name);
    const email = person.email !== undefined && isEmailAddress(person.email) ? person.email : undefined;
    return name === "" ? [] : [{ name, email, url: httpUrl(person.url) }];
  });
}

/** The shape of BCP 47, as `xml:lang` and RSS `language` take it. */
export function languageTag(tag: string): string | undefined {
  return /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : undefined;
}
