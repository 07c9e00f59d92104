import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ServedSite } from "./served-site.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const feed = `<rss>${"<item>news</item>".repeat(200)}</rss>`;

let site: ServedSite;
const ask: ServedSite["ask"] = (...asked) => site.ask(...asked);

beforeAll(async () => {
  site = await ServedSite.of([
    { key: "feed.xml", bytes: bytesOf(feed) },
    { key: "tags/海/feed.json", bytes: bytesOf("{}") },
    { key: "media/quay.jpg", bytes: bytesOf("jpeg".repeat(500)) },
    { key: "media/talk.mp3", bytes: new Uint8Array(5_000_000) },
  ]);
});
afterAll(() => site.close());

test.each([
  ["br", "gzip, deflate, br, zstd"],
  ["br", "br"],
  ["br", "*"],
  ["gzip", "gzip"],
  ["gzip", "br;q=0, gzip"],
  ["gzip", "GZIP"],
  [undefined, "deflate"],
  [undefined, "identity"],
  [undefined, "br;q=0, gzip;q=0.0"],
  [undefined, ""],
  [undefined, "identity;q=0"],
  [undefined, undefined],
])("a feed is sent in the coding %s to who accepts %j", async (coding, accept) => {
  const { headers, bytes } = await ask("/feed.xml", accept === undefined ? {} : { "Accept-Encoding": accept });
  expect(headers["content-encoding"]).toBe(coding);
  expect(headers["content-length"]).toBe(String(bytes.byteLength));
  const whole = coding === "br" ? brotliDecompressSync(bytes) : coding === "gzip" ? gunzipSync(bytes) : bytes;
  expect(whole.toString()).toBe(feed);
});

test("each coding has a strong ETag of its own, as its bytes are others (RFC 9110 §8.8.3.3)", async () => {
  const tags = await Promise.all(
    ["identity", "gzip", "br"].map(
      async (coding) => (await ask("/feed.xml", { "Accept-Encoding": coding })).headers.etag,
    ),
  );
  expect(new Set(tags).size).toBe(3);
  for (const tag of tags) expect(tag).toMatch(/^"/);
});

test("what is compressed already, and what is too small to gain by it, is left alone", async () => {
  for (const path of ["/media/quay.jpg", "/media/talk.mp3", "/tags/%E6%B5%B7/feed.json"])
    expect((await ask(path, { "Accept-Encoding": "gzip, br" })).headers["content-encoding"]).toBeUndefined();
});

test("HEAD is answered as GET is, but that no body comes", async () => {
  const accept = { "Accept-Encoding": "br" };
  const [head, get] = [await ask("/feed.xml", accept, "HEAD"), await ask("/feed.xml", accept)];
  expect(head.bytes.byteLength).toBe(0);
  expect({ ...head.headers, date: "" }).toEqual({ ...get.headers, date: "" });
});
