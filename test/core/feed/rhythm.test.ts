import { expect, test } from "vitest";
import { rhythmOf as rhythmOfFeed } from "../../../lambdas/core/feed/rhythm.ts";
import { rendered } from "./rendered.ts";
import { archive, entry, feed } from "./sample.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Publications with these gaps between them, newest first. */
function published(gapsMillis: number[]) {
  let moment = Date.UTC(2026, 5, 1);
  return [0, ...gapsMillis].map((gap) => ({
    published: new Date((moment -= gap)).toISOString().replace(".000Z", "Z"),
  }));
}

const rhythmOf = (entries: { published: string }[]) => rhythmOfFeed({ entries, history: {} });

const steady = (gapMillis: number, times = 10) => published(Array.from({ length: times }, () => gapMillis));

test.each([
  ["every five minutes", 5 * MINUTE, "hourly", 4, 15],
  ["every twenty minutes", 20 * MINUTE, "hourly", 3, 20],
  ["every hour", 60 * MINUTE, "hourly", 1, 60],
  ["every eight hours", DAY / 3, "daily", 3, 360],
  ["every day", DAY, "daily", 1, 360],
  ["twice a week", 3.5 * DAY, "weekly", 2, 360],
  ["every ten days", 10 * DAY, "monthly", 3, 360],
  ["every half year", 182 * DAY, "yearly", 2, 360],
  ["every third year", 3 * 365 * DAY, "yearly", 1, 360],
])("a feed that publishes %s says so", (_, gap, period, frequency, ttlMinutes) => {
  expect(rhythmOf(steady(gap))).toEqual({ period, frequency, ttlMinutes });
});

test("one long holiday and one busy morning do not change the rhythm", () => {
  expect(rhythmOf(published([DAY, MINUTE, MINUTE, DAY, DAY, 60 * DAY, DAY, DAY]))).toMatchObject({ period: "daily" });
});

test("what a feed did twenty articles ago no longer counts", () => {
  expect(rhythmOf([...steady(DAY, 19), ...steady(90 * DAY, 40)])).toMatchObject({ period: "daily" });
});

test("fewer than three moments are no rhythm", () => {
  expect(rhythmOf([])).toBeUndefined();
  expect(rhythmOf(steady(DAY, 1))).toBeUndefined();
  expect(rhythmOf([...steady(0, 50), ...steady(DAY, 1)])).toBeUndefined();
});

test("the order of the entries does not matter", () => {
  const entries = published([DAY, 2 * DAY, 3 * DAY, 4 * DAY]);
  expect(rhythmOf(entries.toReversed())).toEqual(rhythmOf(entries));
});

test("RSS says it as ttl too, Atom without, and archive documents say nothing: they stay as they are", () => {
  const daily = {
    ...feed,
    entries: steady(DAY).map((when, index) => ({ ...entry, ...when, id: `tag:a,2026:${index}` })),
  };
  const words = "<sy:updatePeriod>daily</sy:updatePeriod>\n<sy:updateFrequency>1</sy:updateFrequency>";
  expect(rendered(daily).rss).toContain(`<ttl>360</ttl>\n${words}`);
  expect(rendered(daily).atom).toContain(words);
  const old = rendered({ ...archive, entries: daily.entries });
  expect(old.rss + old.atom).not.toMatch(/<ttl>|<sy:|xmlns:sy/);
});
