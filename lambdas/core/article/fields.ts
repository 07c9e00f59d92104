import * as v from "valibot";
import type { Person } from "../publication.ts";
import type { Correction, Enclosure, Image } from "./article.ts";
import { corrections } from "./correction-field.ts";
import { enclosuresFor, imageFor } from "./file-fields.ts";
import { fault } from "./field-shapes.ts";
import { flag, languageTag, maxLabelCharacters, moment, tagList, textLine, webUrl } from "./field-types.ts";
import { people } from "./people-field.ts";
import { isPermanentUri } from "./permanent-uri.ts";
import { Refusal } from "./refusal.ts";
import { refusalOf } from "./schema-issue.ts";
import type { Place } from "./resolve-url.ts";
import { slugText } from "./slug-field.ts";
import { originalOf } from "./translation-field.ts";
import type { Settings } from "./yaml-settings.ts";

/** What an author may set about an article, in front matter or in an HTML file's head. */
export interface Fields {
  title?: string;
  summary?: string;
  published?: string;
  updated?: string;
  authors?: Person[];
  section?: string;
  tags?: string[];
  language?: string;
  id?: string;
  slug?: string;
  link?: string;
  image?: Image;
  enclosures?: Enclosure[];
  correction?: Correction[];
  translationOf?: string;
  draft?: boolean;
}

const names = {
  title: "a line of text",
  summary: "a paragraph of text",
  published: "a date",
  updated: "a date",
  authors: "a name, or a list of names or of maps with name, email, url, fediverse",
  section: "a line of text",
  tags: "a list of words, or words with commas between them",
  language: "a language tag such as en or de-AT",
  id: "an absolute URI",
  slug: "lower-case letters, digits and hyphens",
  link: "a web address",
  image: "a web address, or a map of url, alt, caption, credit",
  enclosures: "a list of maps with url, type, length, title, duration",
  correction: "a text, a map of text and at, or a list of those",
  translationOf: "the path of the original article's file",
  draft: "true or false",
} satisfies Record<keyof Fields, string>;

/** Other tools keep their own keys in front matter; those are none of our business. */
export function isFieldName(key: string): key is keyof Fields {
  return Object.hasOwn(names, key);
}

/** The fields of an article, each checked and cleaned; the first that is wrong is thrown as a `Refusal` with its line. */
export function readFields(settings: Settings, place: Place): Fields {
  const result = v.safeParse(schemaFor(place), settings.values);
  if (!result.success) throw refusalOf(result.issues[0], names, settings);
  const { translationOf, language } = result.output;
  if (translationOf !== undefined && language === undefined) {
    const line = settings.lineOf(["translationOf"]);
    throw new Refusal("a translation has to say its language", "add a line such as language: de", line);
  }
  return result.output;
}

function schemaFor(place: Place) {
  const url = webUrl(place);
  return v.object({
    title: v.optional(textLine(1000)),
    summary: v.optional(textLine(10_000)),
    published: v.optional(moment("published")),
    updated: v.optional(moment("updated")),
    authors: v.optional(people(url)),
    section: v.optional(textLine(maxLabelCharacters)),
    tags: v.optional(tagList),
    language: v.optional(languageTag),
    id: v.optional(permanentUri),
    slug: v.optional(slugText),
    link: v.optional(url),
    image: v.optional(imageFor(url)),
    enclosures: v.optional(enclosuresFor(url)),
    correction: v.optional(corrections),
    translationOf: v.optional(originalOf(place)),
    draft: v.optional(flag),
  });
}

const permanentUri = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    isPermanentUri,
    fault<string>(
      (id) => `the id "${id}" is no absolute URI that every reader takes`,
      () => "write a tag:, urn: or http(s): URI in its normal form, or leave id out",
    ),
  ),
);
