import * as v from "valibot";
import { oneLine } from "./clean-text.ts";

/**
 * A message for a schema: what is wrong and what to do about it, on two lines, so that whoever reports the issue
 * (`refusalOf`) can tell them from each other and from valibot's own messages, which have one.
 */
export function fault<Input>(why: (input: Input) => string, remedy: (input: Input) => string) {
  return (issue: { input: unknown }): string => {
    const input = issue.input as Input;
    return twoLines({ why: why(input), remedy: remedy(input) });
  };
}

/** What a text says, or what is wrong with it and what to do about it. */
export type Reading<Value> = { outcome: "value"; value: Value } | { outcome: "fault"; why: string; remedy: string };

/** A text, as what `read` finds in it. */
export function readText<Value>(read: (text: string) => Reading<Value>) {
  return v.pipe(
    v.string(),
    v.rawTransform<string, Value>(({ dataset, addIssue, NEVER }) => {
      const reading = read(dataset.value);
      if (reading.outcome === "value") return reading.value;
      addIssue({ message: twoLines(reading) });
      return NEVER;
    }),
  );
}

/** Of a field that is there and says nothing. */
export const unset: Reading<undefined> = { outcome: "value", value: undefined };

/** A value, or what is wrong where there is none. */
export function valueOr<Value>(value: Value | undefined, why: string, remedy: string): Reading<Value> {
  return value === undefined ? { outcome: "fault", why, remedy } : { outcome: "value", value };
}

function twoLines({ why, remedy }: { why: string; remedy: string }): string {
  return `${oneLine(why)}\n${oneLine(remedy)}`;
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
