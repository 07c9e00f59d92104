import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { responseSource } from "../../infra/edge/edge-functions.ts";
import { siteHeaders } from "../../lambdas/adapters/site-headers.ts";
import { hubsOf } from "../../lambdas/core/hub/hubs-of.ts";
import { describeProblem } from "../../lambdas/core/problem.ts";
import { readPublication } from "../../lambdas/core/publication.ts";
import { renderArticlePage } from "../../lambdas/core/site/article-page.ts";
import { renderGonePage } from "../../lambdas/core/site/gone-page.ts";
import { renderMovedPage } from "../../lambdas/core/site/moved-page.ts";
import { entry, publication } from "../core/site/sample.ts";
import { onRequestSource, runAtEdge as run, type EdgeHeaders } from "./cloudfront.ts";

type Headers = EdgeHeaders;

describe("on-request.js", () => {
  const source = onRequestSource;
  const ask = (uri: string, headers: Headers = {}) => run(source, { request: { method: "GET", uri, headers } });
  const browser = { "sec-fetch-dest": { value: "document" } };

  test.each([
    ["/feed.xml", "/index.html"],
    ["/atom.xml", "/index.html"],
    ["/feed.json", "/index.html"],
    ["/sections/sport/feed.xml", "/sections/sport/index.html"],
    ["/archive/3/atom.xml", "/archive/3/index.html"],
    ["/tags/harbour/archive/12/feed.json", "/tags/harbour/archive/12/index.html"],
  ])("a browser that opens %s gets the page %s", (feed, page) => {
    expect(ask(feed, browser).uri).toBe(page);
  });

  test("a reader gets the feed, whatever it accepts", () => {
    expect(ask("/feed.xml").uri).toBe("/feed.xml");
    expect(ask("/feed.xml", { accept: { value: "text/html" } }).uri).toBe("/feed.xml");
    expect(ask("/feed.xml", { "sec-fetch-dest": { value: "empty" } }).uri).toBe("/feed.xml");
  });

  test("a browser gets other documents as they are", () => {
    for (const uri of ["/sitemap.xml", "/feeds.opml", "/media/feed.pdf", "/media/feed.xml", "/myfeed.xml"]) {
      expect(ask(uri, browser).uri).toBe(uri);
    }
  });

  test("a directory has an index", () => {
    expect(ask("/").uri).toBe("/index.html");
    expect(ask("/articles/fog/").uri).toBe("/articles/fog/index.html");
  });

  test("a directory whose slash was forgotten is found, on this host and no other", () => {
    expect(ask("/articles/fog")).toMatchObject({ statusCode: 301, headers: { location: { value: "/articles/fog/" } } });
    expect(ask("//elsewhere.example/a/b").headers.location!.value).toBe("/elsewhere.example/a/b/");
    expect(ask("/\\elsewhere/a").headers.location!.value).toBe("/elsewhere/a/");
  });

  test("a file in media may have a name without a dot", () => {
    expect(ask("/media/LICENSE").uri).toBe("/media/LICENSE");
  });
});

describe("on-response.js", () => {
  const hubs = ["https://news.example.org/hub", "https://push.example/?a=1,2"];
  const source = responseSource({ baseUrl: "https://news.example.org", hubs });
  const respond = (uri: string, headers: Headers = {}, { statusCode = 200, querystring = {} } = {}) =>
    run(source, { request: { uri, headers: {}, querystring }, response: { statusCode, headers } });
  const answer = (uri: string, headers?: Headers) => respond(uri, headers).headers;

  test("a feed names its hubs and itself in one header, at the address that the publication has (WebSub §4)", () => {
    const links =
      '<https://news.example.org/hub>; rel="hub", <https://push.example/?a=1,2>; rel="hub", ' +
      '<https://news.example.org/sections/sport/atom.xml>; rel="self"';
    for (const statusCode of [200, 304])
      expect(respond("/sections/sport/atom.xml", {}, { statusCode }).headers.link!.value).toBe(links);
  });

  test("a feed of a publication without hubs names itself alone", () => {
    const alone = responseSource({ baseUrl: "https://news.example.org", hubs: [] });
    const event = { request: { uri: "/feed.xml", headers: {}, querystring: {} }, response: { headers: {} } };
    expect(run(alone, event).headers.link!.value).toBe('<https://news.example.org/feed.xml>; rel="self"');
  });

  test("a feed has one address as a topic, however a client spells it", () => {
    for (const uri of ["/tags/%C3%B6l%20%26%20gas/feed.xml", "/tags/%c3%b6l%20&%20gas/feed.xml"])
      expect(answer(uri).link!.value).toContain("/tags/%C3%B6l%20%26%20gas/feed.xml>");
    expect(answer("/tags/%/feed.xml").link!.value).toContain("/tags/%/feed.xml>");
  });

  test("a page has no such links", () => {
    expect(answer("/index.html").link).toBeUndefined();
    expect(answer("/sitemap.xml").link).toBeUndefined();
  });

  test("an address with two answers says on what they depend, and keeps what it said before", () => {
    expect(answer("/feed.xml").vary!.value).toBe("Sec-Fetch-Dest");
    expect(answer("/index.html", { vary: { value: "Accept-Encoding" } }).vary!.value).toBe(
      "Accept-Encoding, Sec-Fetch-Dest",
    );
    expect(answer("/media/quay.jpg").vary).toBeUndefined();
  });

  test("a file in media that is asked for by its digest is kept for ever, any other as long as it says", () => {
    const headers = { "cache-control": { value: "public, max-age=3600" } };
    const cacheControl = (uri: string, querystring = {}, statusCode = 200) =>
      respond(uri, { ...headers }, { querystring, statusCode }).headers["cache-control"]!.value;
    const v = { v: { value: "1f3a" } };
    expect(cacheControl("/media/quay.jpg", v)).toBe("public, max-age=31536000, immutable");
    expect(cacheControl("/media/quay.jpg")).toBe("public, max-age=3600");
    expect(cacheControl("/media/quay.jpg", { w: { value: "1f3a" } })).toBe("public, max-age=3600");
    expect(cacheControl("/feed.xml", v)).toBe("public, max-age=3600");
    expect(cacheControl("/media/quay.jpg", v, 404)).toBe("public, max-age=3600");
  });

  test("what S3 keeps as JSON so that CloudFront compresses it is a JSON Feed to readers", () => {
    const { contentType, metadata } = siteHeaders("feed.json", new Uint8Array());
    const stored = { "content-type": { value: contentType }, "x-amz-meta-type": { value: metadata!.type! } };
    const answered = answer("/feed.json", { ...stored });
    expect(answered["content-type"]!.value).toBe("application/feed+json; charset=utf-8");
    expect(answered["x-amz-meta-type"]).toBeUndefined();
    const { "content-type": _, ...notModified } = stored;
    expect(respond("/feed.json", notModified, { statusCode: 304 }).headers["content-type"]).toBeUndefined();
  });

  test("a file in media is no feed, whatever its name", () => {
    expect(answer("/media/feed.json")).toEqual({});
  });

  describe("of what S3 keeps with a page", () => {
    /** The headers that S3 gives with the page. */
    const kept = ({ key, bytes }: { key: string; bytes: Uint8Array }): Headers =>
      Object.fromEntries(
        Object.entries(siteHeaders(key, bytes).metadata ?? {}).map(([name, value]) => [
          `x-amz-meta-${name}`,
          { value },
        ]),
      );
    const uri = "/articles/ferry/index.html";

    test("a withdrawn article is 410", () => {
      const validators = { etag: { value: '"1"' }, "last-modified": { value: "Sat, 1 Jan 2000 00:00:00 GMT" } };
      const answered = respond(uri, { ...kept(renderGonePage("ferry", publication)), ...validators });
      expect(answered.statusCode).toBe(410);
      expect(Object.keys(answered.headers)).toEqual(["vary"]);
    });

    test("one that has moved is 301", () => {
      const page = renderMovedPage("ferry", "https://news.example.org/articles/ship/", publication);
      const answered = respond(uri, kept(page));
      expect(answered).toMatchObject({
        statusCode: 301,
        headers: { location: { value: "https://news.example.org/articles/ship/" } },
      });
      expect(Object.keys(answered.headers).sort()).toEqual(["location", "vary"]);
    });

    test("any other is what it is", () => {
      expect(respond(uri, kept(renderArticlePage(entry, publication)))).toMatchObject({ statusCode: 200 });
      expect(respond(uri, kept(renderGonePage("ferry", publication)), { statusCode: 304 }).statusCode).toBe(304);
    });
  });
});

test("the most and longest hubs that there may be leave on-response.js within CloudFront's 10 KB", () => {
  const longest = Array.from({ length: 10 }, (_, index) => `https://push${index}.example/`.padEnd(200, "a"));
  const yaml = `title: T\nbaseUrl: https://x.example\nlanguage: en\nhubs: [${longest.join(", ")}]\n`;
  const read = readPublication(new TextEncoder().encode(yaml));
  if (read.outcome === "problem") expect.fail(describeProblem(read.problem));
  const hubs = hubsOf(read.publication);
  expect(hubs).toHaveLength(11);
  const source = responseSource({ baseUrl: read.publication.baseUrl, hubs });
  expect(Buffer.byteLength(source)).toBeLessThan(10 * 1024);
});

test("the sources hold nothing that CloudFront's runtime does not know, and fit into its 10 KB", () => {
  const names = ["on-request.js", "on-response.js"];
  for (const source of names.map((name) => readFileSync(join(import.meta.dirname, "../../infra/edge", name), "utf8"))) {
    expect(source).not.toMatch(/^\s*(import|export) |\brequire\(|\?\.|\?\?|=> *\{|#[a-z]\w* *=|replaceAll\(/m);
    expect(Buffer.byteLength(source)).toBeLessThan(9_000);
  }
});
