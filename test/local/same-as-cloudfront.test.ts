import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderFeed } from "../../lambdas/core/feed/render-feed.ts";
import { renderArticlePage } from "../../lambdas/core/site/article-page.ts";
import { renderFeedPage } from "../../lambdas/core/site/feed-page.ts";
import { renderGonePage } from "../../lambdas/core/site/gone-page.ts";
import { renderMovedPage } from "../../lambdas/core/site/moved-page.ts";
import { renderOpml } from "../../lambdas/core/site/opml.ts";
import { staticDocuments } from "../../lambdas/core/site/static-documents.ts";
import { archive, feed, entry, publication as sample } from "../core/feed/sample.ts";
import { CloudFront } from "../infra/cloudfront.ts";
import { ServedSite } from "./served-site.ts";

// As in content/publication.yaml, which the stack is made for.
const baseUrl = "https://dateline.example";
const hubs = [`${baseUrl}/hub`, "https://push.example/"];
const publication = { ...sample, baseUrl };
const section = { ...feed, path: "sections/öl & gas/" };
const bytes = (content: string) => new TextEncoder().encode(content);
const documents = [
  ...[feed, section, archive].flatMap((each) => [...renderFeed(each, publication), renderFeedPage(each, publication)]),
  ...staticDocuments(publication),
  renderOpml([feed, section, section, section, section, section], publication),
  renderArticlePage(entry, publication),
  renderGonePage("gone", publication),
  renderMovedPage("moved", `${baseUrl}/articles/ferry/`, publication),
  { key: "media/quay.jpg", bytes: bytes("jpeg".repeat(500)) },
  { key: "media/chart.svg", bytes: bytes("<svg/>".repeat(500)) },
  { key: "media/LICENSE", bytes: bytes("free".repeat(500)) },
  { key: "media/feed.xml", bytes: bytes("<not-ours/>") },
  { key: "media/talk.mp3", bytes: new Uint8Array(5_000_000) },
];

const PATHS = `
  / /feed.xml /atom.xml /feed.json /feeds.opml /robots.txt /style.css /feed.css
  /sections/%C3%B6l%20%26%20gas/ /sections/%C3%B6l%20%26%20gas/feed.json /sections/%c3%b6l%20&%20gas/feed.xml
  /archive/2/ /archive/2/feed.xml /archive/2/feed.json /archive/2
  /articles/night-ferry/ /articles/night-ferry /articles/gone/ /articles/moved/ /articles/moved
  /media/quay.jpg /media/quay.jpg?v=1f /media/quay.jpg?w=1 /media/talk.mp3?v=1f /feed.xml?v=1f /media/chart.svg?v=1f /media/LICENSE /media/feed.xml /media/talk.mp3
  /media/none /media/none.jpg?v=1f /media/ /nowhere /nowhere/ /nowhere.xml /a/./b.c /feed.xml/ /FEED.XML /feed.xml?a=b /?a
  // //feed.xml //elsewhere.example/a /%2e%2e/feed.xml /a/../feed.xml /% /%00.txt /.hidden /404.html`
  .trim()
  .split(/\s+/);

const HEADERS: Record<string, string>[] = [
  {},
  { "Accept-Encoding": "gzip, deflate, br" },
  { "Accept-Encoding": "gzip" },
  { "Sec-Fetch-Dest": "document", "Accept-Encoding": "gzip, br" },
  { "Sec-Fetch-Dest": "empty", Accept: "text/html" },
];

/** Of the connection and of the clock. */
const NOT_COMPARED = new Set(["connection", "content-length", "date", "keep-alive", "last-modified", "accept-ranges"]);

let local: ServedSite;
let cloudFront: CloudFront;
beforeAll(async () => {
  local = await ServedSite.of(documents);
  local.published = { baseUrl, hubs };
  cloudFront = new CloudFront(documents, { baseUrl, hubs });
  // The stack is made for it, which takes seconds on a busy machine.
}, 60_000);
afterAll(() => local.close());

/** An answer as both homes must give it. An ETag is weak at CloudFront where it is another one here. */
function comparable(answered: { status: number; headers: Record<string, unknown>; bytes: Buffer }) {
  const { "content-encoding": coding, etag, ...headers } = answered.headers;
  const whole = answered.bytes.byteLength === 0 ? answered.bytes : decoded(answered.bytes, coding);
  return {
    status: answered.status,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_COMPARED.has(name))),
    coding,
    etag: answered.status < 400 && typeof etag === "string" ? etag.replace(/^W\/|-(?:br|gzip)(?=")/g, "") : undefined,
    body: whole.toString("latin1"),
  };
}

function decoded(body: Buffer, coding: unknown): Buffer {
  if (coding === "br") return brotliDecompressSync(body);
  return coding === "gzip" ? gunzipSync(body) : body;
}

describe("the server of npm start says what CloudFront says", () => {
  test.each(PATHS)("to %s", async (path) => {
    for (const headers of HEADERS) {
      const answered = cloudFront.ask(path, headers);
      expect(comparable(await local.ask(path, headers))).toEqual(comparable(answered));
      const again = { ...headers, "If-None-Match": answered.headers.etag ?? '"none"' };
      expect(comparable(await local.ask(path, again))).toEqual(comparable(cloudFront.ask(path, again)));
    }
  });
});

test("the table has an answer of each kind in it", () => {
  const statuses = PATHS.map((path) => cloudFront.ask(path).status);
  expect([...new Set(statuses)].sort((a, b) => a - b)).toEqual([200, 301, 404, 410]);
});
