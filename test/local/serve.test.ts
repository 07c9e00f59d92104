import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderArticlePage } from "../../lambdas/core/site/article-page.ts";
import { renderGonePage } from "../../lambdas/core/site/gone-page.ts";
import { renderMovedPage } from "../../lambdas/core/site/moved-page.ts";
import { entry, publication } from "../core/site/sample.ts";
import { ServedSite } from "./served-site.ts";

const written = (key: string, content: string) => ({ key, bytes: new TextEncoder().encode(content) });
const feed = `<rss>${"<item>news</item>".repeat(200)}</rss>`;

let site: ServedSite;
const ask: ServedSite["ask"] = (...asked) => site.ask(...asked);

beforeAll(async () => {
  site = await ServedSite.of([
    written("feed.xml", feed),
    written("index.html", "the page"),
    written("404.html", "not here"),
    written("tags/海/feed.json", "{}"),
    written("tags/海/index.html", "the page of 海"),
    written("media/quay.jpg", "jpeg"),
    written("media/feed.xml", "<not-ours/>"),
    written("media/talk.mp3", "0123456789".repeat(500_000)),
    renderArticlePage(entry, publication),
    renderGonePage("gone", publication),
    renderMovedPage("moved", "https://tide.example/articles/ferry/", publication),
  ]);
});
afterAll(() => site.close());

const browser = { "Sec-Fetch-Dest": "document" };

describe("a feed", () => {
  test("that somebody opens in a browser is answered with its page, and a reader gets the feed", async () => {
    const opened = await ask("/feed.xml", browser);
    expect(opened.body).toBe("the page");
    expect(opened.headers["content-type"]).toBe("text/html; charset=utf-8");
    for (const headers of [{}, { Accept: "text/html" }, { "Sec-Fetch-Dest": "empty" }])
      expect((await ask("/feed.xml", headers)).body).toBe(feed);
    expect((await ask("/tags/%E6%B5%B7/feed.json", browser)).body).toBe("the page of 海");
  });

  test("says to caches on what its answers depend, whichever it gives", async () => {
    for (const headers of [{}, { "Accept-Encoding": "gzip" }])
      expect((await ask("/feed.xml", headers)).headers.vary).toBe("Accept-Encoding, Sec-Fetch-Dest");
    expect((await ask("/feed.xml", browser)).headers.vary).toBe("Sec-Fetch-Dest");
    expect((await ask("/media/quay.jpg")).headers.vary).toBeUndefined();
  });

  test("names itself under the publication's address, to GET and HEAD alike (WebSub §4)", async () => {
    const link = '<https://tide.example/tags/%E6%B5%B7/feed.json>; rel="self"';
    for (const method of ["GET", "HEAD"])
      expect((await ask("/tags/%e6%b5%b7/feed.json", {}, method)).headers.link).toBe(link);
    for (const [path, headers] of [["/feed.xml", browser], ["/"], ["/media/feed.xml"]] as const)
      expect((await ask(path, headers)).headers.link).toBeUndefined();
  });

  test("names the hubs that there are now before itself, in one header of every answer (WebSub §4)", async () => {
    const { published } = site;
    site.published = { baseUrl: published!.baseUrl, hubs: ["https://tide.example/hub", "https://push.example/"] };
    const { etag } = (await ask("/feed.xml")).headers;
    const answers = [await ask("/feed.xml"), await ask("/feed.xml", {}, "HEAD")];
    answers.push(await ask("/feed.xml", { "If-None-Match": etag! }));
    site.published = published;
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 304]);
    for (const { headers } of answers)
      expect(headers.link).toBe(
        '<https://tide.example/hub>; rel="hub", <https://push.example/>; rel="hub", ' +
          '<https://tide.example/feed.xml>; rel="self"',
      );
  });

  test("may be read by the scripts of any site, which see what they need for the next time", async () => {
    const { headers } = await ask("/feed.xml");
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(headers["access-control-expose-headers"]).toContain("ETag");
  });

  test("has the ETag that S3 gives it: the MD5 of its bytes", async () => {
    const digest = createHash("md5").update(feed).digest("hex");
    expect((await ask("/feed.xml")).headers.etag).toBe(`"${digest}"`);
  });
});

describe("compression", () => {
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
  ])("is %s for who accepts %j", async (coding, accept) => {
    const { headers, bytes } = await ask("/feed.xml", accept === undefined ? {} : { "Accept-Encoding": accept });
    expect(headers["content-encoding"]).toBe(coding);
    expect(headers["content-length"]).toBe(String(bytes.byteLength));
    const whole = coding === "br" ? brotliDecompressSync(bytes) : coding === "gzip" ? gunzipSync(bytes) : bytes;
    expect(whole.toString()).toBe(feed);
  });

  test("gives each coding a strong ETag of its own, as its bytes are others (RFC 9110 §8.8.3.3)", async () => {
    const tags = await Promise.all(
      ["identity", "gzip", "br"].map(
        async (coding) => (await ask("/feed.xml", { "Accept-Encoding": coding })).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
    for (const tag of tags) expect(tag).toMatch(/^"/);
  });

  test("leaves alone what is compressed already, and what is too small to gain by it", async () => {
    for (const path of ["/media/quay.jpg", "/media/talk.mp3", "/tags/%E6%B5%B7/feed.json"])
      expect((await ask(path, { "Accept-Encoding": "gzip, br" })).headers["content-encoding"]).toBeUndefined();
  });

  test("changes nothing about HEAD but that no body comes", async () => {
    const accept = { "Accept-Encoding": "br" };
    const [head, get] = [await ask("/feed.xml", accept, "HEAD"), await ask("/feed.xml", accept)];
    expect(head.bytes.byteLength).toBe(0);
    expect({ ...head.headers, date: "" }).toEqual({ ...get.headers, date: "" });
  });
});

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

  test("is not sent again to a reader that wants a server's answer instead of a cache's", async () => {
    const since = (await ask("/feed.xml")).headers["last-modified"];
    const again = await ask("/feed.xml", { "If-Modified-Since": since, "Cache-Control": "no-cache" });
    expect(again.status).toBe(304);
  });
});

describe("an article", () => {
  test("that is there is 200, one that was withdrawn 410, one that has moved 301", async () => {
    expect((await ask("/articles/ferry/")).status).toBe(200);
    const gone = await ask("/articles/gone/");
    expect(gone.status).toBe(410);
    expect(gone.body).toContain("withdrawn");
    const moved = await ask("/articles/moved/");
    expect([moved.status, moved.headers.location]).toEqual([301, "https://tide.example/articles/ferry/"]);
  });

  test("that was withdrawn is so whatever a client has of it, or asks for", async () => {
    expect((await ask("/articles/gone/")).headers.etag).toBeUndefined();
    for (const headers of [{ "If-None-Match": "*" }, { Range: "bytes=0-3" }, { "If-Match": '"x"' }])
      expect((await ask("/articles/gone/", headers)).status).toBe(410);
  });
});

test("a file in media is kept for ever under its digest, and for an hour without", async () => {
  expect((await ask("/media/quay.jpg?v=1f3a")).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await ask("/media/quay.jpg?w=1")).headers["cache-control"]).toBe("public, max-age=3600");
  expect((await ask("/media/talk.mp3?v=1f3a")).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await ask("/feed.xml?v=1f3a")).headers["cache-control"]).toBe("public, max-age=300, s-maxage=60");
});

test("a folder whose slash was forgotten is found, on this host and no other", async () => {
  const found = await ask("/articles/ferry");
  expect([found.status, found.headers.location]).toEqual([301, "/articles/ferry/"]);
  expect((await ask("//articles/ferry")).headers.location).not.toMatch(/^\/\//);
});

test("every answer forbids what pages do not need", async () => {
  for (const path of ["/", "/feed.xml", "/media/talk.mp3", "/nowhere", "/nowhere/", "/articles/gone/"]) {
    const { headers } = await ask(path);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).not.toMatch(/script-src|unsafe/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  }
});

test("what is not there is 404 with a page, whatever the address looks like", async () => {
  for (const path of ["/nowhere/", "/nowhere.xml", "/%.x", "/.hidden", "/feed.xml/", "/media/", "//", "/a/./b.c"])
    expect([path, (await ask(path)).status, (await ask(path)).body]).toEqual([path, 404, "not here"]);
});

test("nothing but GET and HEAD is answered, and what is allowed is said (RFC 9110 §15.5.6)", async () => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"]) {
    const { status, headers } = await ask("/feed.xml", {}, method);
    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  }
});

test("nothing is answered before there is something to answer with", async () => {
  const { published } = site;
  site.published = undefined;
  const { status, headers } = await ask("/feed.xml");
  site.published = published;
  expect([status, headers["retry-after"]]).toEqual([503, "1"]);
});
