import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ServedSite } from "./served-site.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

let site: ServedSite;
const ask: ServedSite["ask"] = (...asked) => site.ask(...asked);

beforeAll(async () => {
  site = await ServedSite.of([
    { key: "feed.xml", bytes: bytesOf(`<rss>${"<item>news</item>".repeat(200)}</rss>`) },
    { key: "media/talk.mp3", bytes: bytesOf("0123456789".repeat(500_000)) },
  ]);
});
afterAll(() => site.close());

describe("a reader that has the document", () => {
  const etags = () =>
    Promise.all(
      ["identity", "gzip", "br"].map(
        async (coding) => (await ask("/feed.xml", { "Accept-Encoding": coding })).headers.etag!,
      ),
    );

  test("in whichever coding, is not sent it again, and is told the tag that it has", async () => {
    for (const etag of await etags()) {
      const again = await ask("/feed.xml", { "If-None-Match": etag, "Accept-Encoding": "gzip" });
      expect([again.status, again.headers.etag, again.bytes.byteLength]).toEqual([304, etag, 0]);
      expect(again.headers.link).toBeDefined();
      expect(again.headers["cache-control"]).toContain("max-age=");
      expect(again.headers["content-type"]).toBeUndefined();
    }
  });

  test("through a cache that made its tag weak, or with several tags, is not sent it again (RFC 9110 §13.1.2)", async () => {
    const [etag, gzipped] = await etags();
    for (const tags of [`W/${etag}`, `"other", W/${gzipped}`, "*", `${etag},"other"`])
      expect([tags, (await ask("/feed.xml", { "If-None-Match": tags })).status]).toEqual([tags, 304]);
    for (const tags of ['"other"', etag!.slice(1, -1), etag!.replace('"', '"x'), `""`])
      expect([tags, (await ask("/feed.xml", { "If-None-Match": tags })).status]).toEqual([tags, 200]);
  });

  test("and knows only when, is not sent it again; and a tag says more than a date (RFC 9110 §13.1.3)", async () => {
    const modified = (await ask("/feed.xml")).headers["last-modified"]!;
    const earlier = new Date(Date.parse(modified) - 1000).toUTCString();
    const statusFor = async (headers: Record<string, string>) => (await ask("/feed.xml", headers)).status;
    expect(await statusFor({ "If-Modified-Since": modified })).toBe(304);
    expect(await statusFor({ "If-Modified-Since": earlier })).toBe(200);
    expect(await statusFor({ "If-Modified-Since": "yesterday" })).toBe(200);
    expect(await statusFor({ "If-Modified-Since": modified, "If-None-Match": '"other"' })).toBe(200);
  });

  test("and wants a server's answer instead of a cache's, is not sent it again either", async () => {
    const since = (await ask("/feed.xml")).headers["last-modified"];
    const again = await ask("/feed.xml", { "If-Modified-Since": since, "Cache-Control": "no-cache" });
    expect(again.status).toBe(304);
  });

  test("costs no look at the disk", async () => {
    await site.write("sections/fog/atom.xml", "<feed/>");
    const { etag } = (await ask("/sections/fog/atom.xml")).headers;
    await rm(join(site.root, "sections/fog/atom.xml"));
    expect((await ask("/sections/fog/atom.xml", { "If-None-Match": etag! })).status).toBe(304);
    expect((await ask("/sections/fog/atom.xml")).body).toBe("<feed/>");
  });
});

describe("a part of a file", () => {
  test.each(["/media/talk.mp3", "/feed.xml"])("of %s is sent alone", async (path) => {
    const whole = await ask(path);
    const part = await ask(path, { Range: "bytes=10-19" });
    expect([part.status, part.body]).toEqual([206, whole.body.slice(10, 20)]);
    expect(part.headers["content-range"]).toBe(`bytes 10-19/${whole.bytes.byteLength}`);
    expect(part.headers.etag).toBe(whole.headers.etag);
    expect((await ask(path, { Range: "bytes=-5" })).body).toBe(whole.body.slice(-5));
  });

  test("is sent only while the file is the one that a client began with (RFC 9110 §13.1.5)", async () => {
    const { etag } = (await ask("/media/talk.mp3")).headers;
    expect(etag).toMatch(/^"/);
    expect((await ask("/media/talk.mp3", { Range: "bytes=0-3", "If-Range": etag! })).status).toBe(206);
    expect((await ask("/media/talk.mp3", { Range: "bytes=0-3", "If-Range": '"other"' })).status).toBe(200);
    expect((await ask("/media/talk.mp3", { Range: "bytes=0-3", "If-Match": '"other"' })).status).toBe(412);
  });

  test("that lies behind the end is refused, and no cache keeps that", async () => {
    const { status, headers } = await ask("/media/talk.mp3", { Range: "bytes=5000000-" });
    expect([status, headers["content-range"]]).toEqual([416, "bytes */5000000"]);
    expect(headers["cache-control"]).toBeUndefined();
  });
});
