import * as v from "valibot";
import { fault } from "./article/field-shapes.ts";
import { list } from "./article/field-types.ts";
import { FEED_KINDS } from "./feed/feed-name.ts";

/** What readers tint a feed with. */
export const accentColor = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(
    /^#[0-9a-f]{6}$/,
    fault<string>((text) => `"${text}" is no colour that readers understand`, () => "write # and six hexadecimal digits: #0a5468"),
  ),
); // prettier-ignore

/** Kinds of feeds, as a list or with commas between them; an empty list is none. */
export const feedKinds = v.pipe(
  list,
  v.array(
    v.picklist(
      FEED_KINDS,
      fault<string>((text) => `there are no feeds by "${text}"`, () => `use ${FEED_KINDS.join(", ")}`),
    ),
  ),
); // prettier-ignore

/** More than that and the documents are a burden to every reader. */
const MOST_ENTRIES = 500;

const notSoMany = fault<string | number>(
  (many) => `a feed cannot hold ${many} entries`,
  () => `write a whole number from 1 to ${MOST_ENTRIES}`,
);

export const entriesPerFeed = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^\d{1,9}$/, notSoMany),
  v.transform(Number),
  v.minValue(1, notSoMany),
  v.maxValue(MOST_ENTRIES, notSoMany),
);
