import type { Entry } from "../entry/entry.ts";

/** How often a feed publishes, in the words of the RSS 1.0 syndication module, and how long RSS 2.0's `ttl` is then. */
export interface Rhythm {
  period: "hourly" | "daily" | "weekly" | "monthly" | "yearly";
  /** Publications in one period. */
  frequency: number;
  ttlMinutes: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Shortest first: a feed has the rhythm of the first period in which it publishes at least once. */
const PERIODS = [
  { period: "hourly", millis: HOUR },
  { period: "daily", millis: DAY },
  { period: "weekly", millis: 7 * DAY },
  { period: "monthly", millis: 30 * DAY },
  { period: "yearly", millis: 365 * DAY },
] as const;

/** Enough to see a habit, and few enough to notice when it changes. */
const NEWEST = 20;
const FEWEST = 3;

const SHORTEST_GAP = 15 * MINUTE;
/** A reader that believes in `ttl` should still learn of a correction on the same day, however rarely a feed publishes. */
const LONGEST_TTL_MINUTES = 6 * 60;

/**
 * The median gap between the newest publications, told without a clock; undefined when there are too few to tell.
 * What was published in one moment (an import) was published once.
 */
export function rhythmOf(entries: Pick<Entry, "published">[]): Rhythm | undefined {
  const moments = [...new Set(entries.map(({ published }) => Date.parse(published)))];
  const newest = moments.sort((a, b) => b - a).slice(0, NEWEST);
  if (newest.length < FEWEST) return undefined;
  const gaps = newest.slice(1).map((moment, index) => newest[index]! - moment);
  const gap = Math.max(median(gaps), SHORTEST_GAP);
  const { period, millis } = PERIODS.find((one) => gap <= one.millis) ?? PERIODS.at(-1)!;
  return {
    period,
    frequency: Math.max(1, Math.round(millis / gap)),
    ttlMinutes: Math.min(Math.round(gap / MINUTE), LONGEST_TTL_MINUTES),
  };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** How a document says it: `renderRss` and `renderAtom` as elements, `renderJsonFeed` as members. */
const SAID =
  /(?:<sy:updatePeriod>|"updatePeriod": ")(\w+)[\s\S]{1,40}?(?:<sy:updateFrequency>|"updateFrequency": )(\d+)/;

/**
 * The gap between two publications, in seconds, that one of our feed documents says; undefined when it says none.
 *
 * @param head of the document: everything before its entries, at least
 */
export function gapSecondsIn(head: string): number | undefined {
  const [, said, frequency] = SAID.exec(head) ?? [];
  const period = PERIODS.find((one) => one.period === said);
  return period && period.millis / 1000 / Number(frequency);
}
