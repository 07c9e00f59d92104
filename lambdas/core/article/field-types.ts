import * as v from "valibot";
import { oneLine } from "./clean-text.ts";
import { fault, firstOfEach, readText, tooMany, unset, valueOr, type Reading } from "./field-shapes.ts";
import { canonicalLanguage } from "./language-tag.ts";
import { readMoment } from "./moment.ts";
import { resolveUrl, type Place } from "./resolve-url.ts";

/** One clean line, or nothing when there is nothing on it. */
export function textLine(maxCharacters: number) {
  return v.pipe(
    v.string(),
    v.transform(oneLine),
    v.maxLength(maxCharacters, tooLong(maxCharacters)),
    v.transform(unlessEmpty),
  );
}

export function tooLong(maxCharacters: number) {
  return fault<string>(
    (text) => `a text of ${text.length} characters stands where at most ${maxCharacters} have room`,
    () => "shorten it",
  );
}

/** What an author, a section or a tag is called: it heads a page, and stands in menus. */
export const maxLabelCharacters = 200;
const maxTags = 100;

function unlessEmpty(text: string): string | undefined {
  return text === "" ? undefined : text;
}

export function moment(name: string) {
  return readText((written): Reading<string | undefined> => {
    const text = oneLine(written);
    if (text === "") return unset;
    const read = readMoment(text);
    if (read.outcome === "moment") return { outcome: "value", value: read.moment };
    return { outcome: "fault", why: `${name} "${text}" ${read.why}`, remedy: read.remedy };
  });
}

/** An absolute http(s) URL, from one that may be relative to the file. */
export function webUrl(place: Place) {
  const remedy = "write an absolute http(s) URL, or media/… for a file in content/media/";
  return readText((text) => valueOr(resolveUrl(text, place), `"${text}" is no web address`, remedy));
}

/** BCP 47 (RFC 5646) in its canonical form, of a language that ISO 639 knows: validators look it up. */
export const languageTag = readText((written): Reading<string | undefined> => {
  const text = oneLine(written);
  if (text === "") return unset;
  return valueOr(canonicalLanguage(text), `"${text}" is no language tag`, "write one such as en, de-AT or zh-Hant");
});

/** `true` and its spellings; anything else is refused, since a draft that is taken for an article is public at once. */
export const flag = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.transform((text) => (text === "" ? "false" : text)),
  v.regex(
    /^(true|false|yes|no|on|off)$/,
    fault<string>((text) => `"${text}" is neither true nor false`, () => "write true or false"),
  ),
  v.transform((text) => /^(true|yes|on)$/.test(text)),
); // prettier-ignore

/** Words, as a list or with commas between them; each is said once, however it is capitalised. */
export const list = v.pipe(
  v.unknown(),
  v.transform((input) => (typeof input === "string" ? input.split(",") : input)),
  v.array(v.string()),
  v.transform((items) => {
    const words = items.map(oneLine).filter((item) => item !== "");
    return firstOfEach(words, (word) => word.toLowerCase());
  }),
);

/** What an article is about. */
export const tagList = v.pipe(
  list,
  v.maxLength(maxTags, tooMany(maxTags, "tags")),
  v.array(v.pipe(v.string(), v.maxLength(maxLabelCharacters, tooLong(maxLabelCharacters)))),
);
