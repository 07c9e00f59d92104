import { describe, expect, test } from "vitest";
import { renderFeed } from "../../../lambdas/core/feed/render-feed.ts";
import { lifetimeOf } from "../../../lambdas/core/site/lifetime.ts";
import { entry, feed, publication } from "../feed/sample.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Keys and bytes of the three documents of a feed that publishes with this gap. */
function publishing(gapMillis: number, count = 10, title = feed.title) {
  const entries = Array.from({ length: count }, (_, index) => ({
    ...entry,
    id: `${entry.id}-${index}`,
    published: new Date(Date.UTC(2026, 5, 1) - index * gapMillis).toISOString().replace(".000Z", "Z"),
  }));
  return renderFeed({ ...feed, title, entries }, publication);
}

const lifetimes = (documents: { key: string; bytes: Uint8Array }[]) => [
  ...new Set(documents.map(({ key, bytes }) => lifetimeOf(key, bytes))),
];

describe("how long a reader may wait before it asks for a feed again", () => {
  test.each([
    ["every quarter of an hour", HOUR / 4, 300],
    ["every hour", HOUR, 900],
    ["every other hour", 2 * HOUR, 1800],
    ["every day", 24 * HOUR, 3600],
    ["every half year", 4000 * HOUR, 3600],
  ])("is the same in all formats for one that publishes %s", (_, gapMillis, seconds) => {
    expect(lifetimes(publishing(gapMillis))).toEqual([`public, max-age=${seconds}, s-maxage=60`]);
  });

  test("is short while nobody can tell how often it publishes", () => {
    expect(lifetimes(publishing(HOUR, 2))).toEqual(["public, max-age=300, s-maxage=60"]);
  });

  test("is not for an author to say", () => {
    const words = '<sy:updatePeriod>yearly</sy:updatePeriod> "updatePeriod": "yearly", "updateFrequency": 1';
    expect(lifetimes(publishing(HOUR, 10, words))).toEqual(["public, max-age=900, s-maxage=60"]);
  });

  test("is an hour for an archive document", () => {
    expect(lifetimeOf("sections/harbour/archive/3/atom.xml", new Uint8Array())).toContain("max-age=3600,");
  });
});

test("no document is without a lifetime, and none has to be asked for every time", () => {
  for (const key of ["feed.xml", "feed.json", "index.html", "sitemap.xml", "feeds.opml", "feed.css", "media/a.mp3"])
    expect(lifetimeOf(key, new Uint8Array())).toMatch(/^public, max-age=[1-9]\d+/);
});

test("a file in media is no feed, whatever its name", () => {
  expect(lifetimeOf("media/feed.xml", new Uint8Array())).toBe("public, max-age=3600");
});
