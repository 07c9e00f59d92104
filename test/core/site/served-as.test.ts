import { expect, test } from "vitest";
import { servedAs } from "../../../lambdas/core/site/served-as.ts";

const nothing = new Uint8Array();

test.each([
  ["feed.xml", "application/xml; charset=utf-8"],
  ["sections/harbour/atom.xml", "application/xml; charset=utf-8"],
  ["feed.json", "application/feed+json; charset=utf-8"],
  ["index.html", "text/html; charset=utf-8"],
  ["feeds.opml", "text/x-opml; charset=utf-8"],
  ["robots.txt", "text/plain; charset=utf-8"],
  ["sitemap.xml", "application/xml; charset=utf-8"],
  ["feed.css", "text/css; charset=utf-8"],
  ["media/fog-signal.mp3", "audio/mpeg"],
  ["media/feed.json", "application/json"],
  ["media/LICENSE", "application/octet-stream"],
])("%s is served as %s", (key, contentType) => {
  expect(servedAs(key, nothing).contentType).toBe(contentType);
});
