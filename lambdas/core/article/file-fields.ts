import { lookup } from "mime-types";
import * as v from "valibot";
import type { Enclosure, Image } from "./article.ts";
import { fault, firstOfEach, oneOrMore, textOrMap, tooMany } from "./field-shapes.ts";
import { textLine, type webUrl } from "./field-types.ts";

const maxEnclosures = 100;

type Url = ReturnType<typeof webUrl>;

/** A picture's address, or a map of it with what it shows, what it says and whose it is. */
export function imageFor(url: Url) {
  const text = v.optional(textLine(10_000));
  return v.pipe(
    textOrMap("url"),
    v.object({ url, alt: text, caption: text, credit: text }),
    v.transform(({ alt, ...image }): Image => ({ ...image, alt: alt ?? "" })),
  );
}

/** RFC 6838 §4.2 names, with parameters, and nothing that the W3C validator would not take. */
const mediaType = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(
    /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}(\s*;\s*[\w!#$&^.+-]+=("[^"\\]*"|[\w!#$&^.+-]+))*$/,
    fault<string>((type) => `"${type}" is no media type`, () => "write one such as audio/mpeg, or leave type out"),
  ),
); // prettier-ignore

const lengthBytes = v.pipe(
  v.string(),
  v.trim(),
  v.regex(
    /^\d{1,15}$/,
    fault<string>((text) => `"${text}" is no number of bytes`, () => "write digits alone, or leave it out"),
  ),
  v.transform(Number),
); // prettier-ignore

const durationSeconds = v.pipe(
  v.string(),
  v.trim(),
  v.regex(
    /^(\d{1,7}(\.\d+)?|(\d{1,4}:)?\d{1,4}:[0-5]\d)$/,
    fault<string>((text) => `the duration "${text}" cannot be read`, () => "write seconds, mm:ss or hh:mm:ss"),
  ),
  v.transform((text) => Math.round(text.split(":").reduce((seconds, part) => seconds * 60 + Number(part), 0))),
); // prettier-ignore

/** Files that belong to the article, each an address or a map. */
export function enclosuresFor(url: Url) {
  const enclosure = v.pipe(
    v.object({
      url,
      type: v.optional(mediaType),
      length: v.optional(lengthBytes),
      title: v.optional(textLine(1000)),
      duration: v.optional(durationSeconds),
    }),
    v.transform((file): Enclosure => {
      const byName = lookup(new URL(file.url).pathname) || "application/octet-stream";
      return {
        url: file.url,
        type: file.type ?? byName,
        lengthBytes: file.length ?? 0,
        ...(file.title !== undefined && { title: file.title }),
        ...(file.duration !== undefined && { durationSeconds: file.duration }),
      };
    }),
  );
  return v.pipe(
    oneOrMore,
    v.maxLength(maxEnclosures, tooMany(maxEnclosures, "enclosures")),
    v.array(v.pipe(textOrMap("url"), enclosure)),
    // Readers key enclosures by URL: the same file twice is said once.
    v.transform((files) => firstOfEach(files, (file) => file.url)),
  );
}
