import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { expect, test } from "vitest";
import type { Feed } from "../../../lambdas/core/feed/feed.ts";
import type { Publication } from "../../../lambdas/core/publication.ts";
import { rendered } from "./rendered.ts";
import { archive, feed, publication } from "./sample.ts";

/** The hubs that an independent parser finds in each document. */
function hubsIn(shown: Feed, publisher: Publication) {
  const { rss, atom, json } = rendered(shown, publisher);
  const hrefs = (links: { rel?: string; href?: string }[] = []) =>
    links.filter(({ rel }) => rel === "hub").map(({ href }) => href);
  return [
    hrefs(parseRssFeed(rss).atom?.links),
    hrefs(parseAtomFeed(atom).links),
    (parseJsonFeed(json).hubs ?? []).map(({ type, url }) => (type === "WebSub" ? url : type)),
  ];
}

test.each([
  ["the current", feed],
  ["an archive", archive],
])("%s document names every hub, the publication's own first, in all three formats (WebSub §4)", (_, shown) => {
  const hubs = ["https://gazette.example/hub", "https://push.example/?a=1&b=2", "https://hub.example/"];
  const publisher = { ...publication, hubs: hubs.slice(1) };
  expect(hubsIn(shown, publisher)).toEqual([hubs, hubs, hubs]);
});

test("a publication without hubs has feeds that name none", () => {
  const { rss, atom, json } = rendered(feed, { ...publication, hub: false, hubs: [] });
  expect(rss + atom).not.toContain('rel="hub"');
  expect(JSON.parse(json)).not.toHaveProperty("hubs");
});
