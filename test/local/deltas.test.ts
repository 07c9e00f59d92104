import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gunzipSync } from "node:zlib";
import type { Entry } from "../../lambdas/core/entry/entry.ts";
import type { Feed } from "../../lambdas/core/feed/feed.ts";
import { renderFeed } from "../../lambdas/core/feed/render-feed.ts";
import { entry, feed as sample, publication } from "../core/feed/sample.ts";
import { expectValidFeeds } from "../validators/valid-feed.ts";
import { ServedSite } from "./served-site.ts";

const article = (number: number, title = `Article ${number}`): Entry => ({
  ...entry,
  id: `tag:gazette.example,2026:${number}`,
  title,
  url: `https://gazette.example/articles/${number}/`,
  published: new Date(Date.UTC(2026, 0, number)).toISOString().replace(".000Z", "Z"),
  updated: new Date(Date.UTC(2026, 0, number, 1)).toISOString().replace(".000Z", "Z"),
  translations: [],
});
const feedOf = (entries: Entry[], withdrawn: Feed["withdrawn"] = []): Feed => ({ ...sample, entries, withdrawn });
const older = [3, 2, 1].map((number) => article(number));
const newer = [article(4), article(3), article(2, "Article 2, corrected"), article(1)];

let site: ServedSite;
beforeEach(async () => (site = await ServedSite.of(renderFeed(feedOf(older), publication))));
afterEach(() => site.close());

async function publish(entries: Entry[], withdrawn?: Feed["withdrawn"]): Promise<void> {
  for (const { key, bytes } of renderFeed(feedOf(entries, withdrawn), publication)) {
    await site.write(key, bytes);
    site.documents.changed(key);
  }
}

const titlesIn = (document: string) => document.match(/(?<=<title>)Article [^<]*/g) ?? [];
const manipulation = { "A-IM": "feed" };
const etagOf = async (path: string, headers = {}) =>
  (await site.ask(path, { ...manipulation, ...headers })).headers.etag!;

describe.each(["/feed.xml", "/atom.xml"])("a reader of %s that takes deltas", (path) => {
  test("gets what was published or edited since its last poll, and nothing else (RFC 3229)", async () => {
    const etag = await etagOf(path);
    await publish(newer);
    const { status, headers, body } = await site.ask(path, { ...manipulation, "If-None-Match": etag });
    expect([status, headers.im, headers["delta-base"]]).toEqual([226, "feed", etag]);
    expect(titlesIn(body)).toEqual(["Article 4", "Article 2, corrected"]);
    expect(headers["content-type"]).toBe("application/xml; charset=utf-8");
    expect(headers.link).toContain('rel="self"');
  });

  test("gets a valid feed, also where nothing but a withdrawal is new", async () => {
    const etag = await etagOf(path);
    const { id } = older.at(-1)!;
    for (const entries of [newer.slice(0, -1), older.slice(0, -1)]) {
      await publish(entries, [{ id, when: "2026-02-01T00:00:00Z" }]);
      const { status, body, bytes } = await site.ask(path, { ...manipulation, "If-None-Match": etag });
      expect(status).toBe(226);
      expectValidFeeds([{ key: path.slice(1), bytes }], publication.baseUrl);
      if (path === "/atom.xml") expect(body).toContain(`<at:deleted-entry ref="${id}"`);
    }
  });

  test("has the whole feed by adding them up, from delta to delta, and then gets 304", async () => {
    let etag = await etagOf(path);
    const seen = new Set(older.map(({ title }) => title));
    for (const number of [4, 5, 6]) {
      await publish([article(number), ...older]);
      const answered = await site.ask(path, { ...manipulation, "If-None-Match": etag });
      expect(answered.status).toBe(226);
      for (const title of titlesIn(answered.body)) seen.add(title);
      etag = answered.headers.etag!;
    }
    expect(seen.size).toBe(6);
    expect((await site.ask(path, { ...manipulation, "If-None-Match": etag })).status).toBe(304);
    expect(etag).toBe(await etagOf(path));
  });

  test("gets one in whichever coding it has the feed and accepts the delta", async () => {
    const etag = await etagOf(path, { "Accept-Encoding": "br" });
    expect(etag).toMatch(/-br"$/);
    await publish(newer);
    const headers = { ...manipulation, "If-None-Match": `W/${etag}`, "Accept-Encoding": "gzip" };
    const answered = await site.ask(path, headers);
    expect([answered.status, answered.headers["content-encoding"]]).toEqual([226, "gzip"]);
    expect(answered.headers["delta-base"]).toBe(etag);
    expect(titlesIn(gunzipSync(answered.bytes).toString())).toHaveLength(2);
  });

  test("gets the whole feed where nobody knows what it has, or where all is new", async () => {
    const unknown = { ...manipulation, "If-None-Match": '"0123456789abcdef0123456789abcdef"' };
    const answered = await site.ask(path, unknown);
    expect([answered.status, answered.headers.im]).toEqual([200, undefined]);
    const etag = await etagOf(path);
    await publish([9, 8, 7].map((number) => article(number)));
    expect((await site.ask(path, { ...manipulation, "If-None-Match": etag })).status).toBe(200);
  });

  test("is remembered by a poll that brought nothing new, too", async () => {
    const { etag } = (await site.ask(path)).headers;
    expect((await site.ask(path, { ...manipulation, "If-None-Match": etag! })).status).toBe(304);
    await publish(newer);
    expect((await site.ask(path, { ...manipulation, "If-None-Match": etag! })).status).toBe(226);
  });

  test("gets nothing that a cache could take for the feed (RFC 3229 §10.8)", async () => {
    const etag = await etagOf(path);
    await publish(newer);
    const { headers } = await site.ask(path, { ...manipulation, "If-None-Match": etag });
    expect(headers["cache-control"]).toBe("no-store, im");
  });
});

test("who does not ask for deltas, or asks for another thing, gets what it always got", async () => {
  const etags = [await etagOf("/feed.xml"), await etagOf("/feed.json")];
  await publish(newer);
  const whole = await site.ask("/feed.xml");
  for (const headers of [{}, { "A-IM": "vcdiff, gzip" }, { "A-IM": "feed;q=0" }, { "A-IM": "feeds" }]) {
    const answered = await site.ask("/feed.xml", { ...headers, "If-None-Match": etags[0]! });
    expect([headers, answered.status]).toEqual([headers, 200]);
    expect({ ...answered.headers, date: "" }).toEqual({ ...whole.headers, date: "" });
  }
  expect((await site.ask("/feed.json", { ...manipulation, "If-None-Match": etags[1]! })).status).toBe(200);
  expect((await site.ask("/feed.xml", { ...manipulation, "If-None-Match": etags[0]! }, "HEAD")).status).toBe(200);
});

test.each(["feedparser/6.0.10 +https://github.com/kurtmckee/feedparser/", "rss2email/3.14 (https://example.org)"])(
  "%s gets the whole feed: it asks for deltas, and rss2email takes one for an error",
  async (reader) => {
    const etag = await etagOf("/feed.xml", { ...manipulation, "User-Agent": reader });
    await publish(newer);
    const again = { ...manipulation, "User-Agent": reader, "If-None-Match": etag };
    expect((await site.ask("/feed.xml", again)).status).toBe(200);
  },
);
