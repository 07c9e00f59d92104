import * as v from "valibot";
import type { Correction } from "./article.ts";
import { fault, oneOrMore, textOrMap, tooMany } from "./field-shapes.ts";
import { moment, textLine } from "./field-types.ts";

const maxCorrections = 100;

const empty = fault(() => "a correction has no text", () => "write what was wrong, and what is right"); // prettier-ignore

const correction = v.pipe(
  v.object({ text: v.pipe(v.string(empty), textLine(10_000), v.string(empty)), at: v.optional(moment("at")) }, empty),
  v.transform(({ text, at }): Correction => ({ text, ...(at !== undefined && { at }) })),
);

/** What has been put right: a text, a map of it and the moment at which that was done, or a list of those. */
export const corrections = v.pipe(
  oneOrMore,
  v.maxLength(maxCorrections, tooMany(maxCorrections, "corrections")),
  v.array(v.pipe(textOrMap("text"), correction)),
);
