import * as v from "valibot";
import { oneLine } from "./clean-text.ts";

/**
 * A message for a schema: what is wrong and what to do about it, on two lines, so that whoever reports the issue can tell
 * them from each other and from valibot's own messages, which have one.
 */
export function fault<Input>(why: (input: Input) => string, remedy: (input: Input) => string) {
  return (issue: { input: unknown }): string => {
    const input = issue.input as Input;
    return `${oneLine(why(input))}\n${oneLine(remedy(input))}`;
  };
}

/** What may be one thing or a list of them, as a list. */
export const oneOrMore = v.pipe(
  v.unknown(),
  v.transform((input): unknown[] => (Array.isArray(input) ? input : [input])),
);

/** For a list that is longer than anybody means it to be: it is a mistake, and would cost every reader. */
export function tooMany(limit: number, things: string) {
  return fault<unknown[]>(
    (items) => `there are ${grouped(items.length)} ${things} where at most ${limit} are useful`,
    () => "keep those that matter",
  );
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** What may be a text alone or a map, as a map: the text is what stands at `key`. */
export function textOrMap(key: string) {
  return v.pipe(
    v.unknown(),
    v.transform((input) => (typeof input === "string" ? { [key]: input } : input)),
  );
}

/** The first of those that have the same key, in their order. */
export function firstOfEach<Item>(items: Item[], keyOf: (item: Item) => string): Item[] {
  return [...Map.groupBy(items, keyOf).values()].flatMap((same) => same.slice(0, 1));
}
