import type { Entry } from "../entry/entry.ts";
import { isArchive, type Feed } from "./feed.ts";

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
export const PERIODS = [
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
 * How often a feed publishes, by the median gap between its newest entries and without a clock; undefined when there are
 * too few to tell. What was published in one moment (an import) was published once. An archive document says none: it
 * never changes, and nobody has to ask for it again.
 */
export function rhythmOf(feed: Pick<Feed, "history"> & { entries: Pick<Entry, "published">[] }): Rhythm | undefined {
  if (isArchive(feed)) return undefined;
  const moments = [...new Set(feed.entries.map(({ published }) => Date.parse(published)))];
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
