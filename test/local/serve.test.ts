import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderArticlePage } from "../../lambdas/core/site/article-page.ts";
import { renderGonePage } from "../../lambdas/core/site/gone-page.ts";
import { renderMovedPage } from "../../lambdas/core/site/moved-page.ts";
import { siteServer } from "../../lambdas/local/serve.ts";
import { entry, publication } from "../core/site/sample.ts";

const written = (key: string, content: string) => ({ key, bytes: new TextEncoder().encode(content) });
const documents = [
  written("feed.xml", "<rss/>"),
  written("index.html", "the page"),
  written("404.html", "not here"),
  written("tags/海/feed.json", "{}"),
  written("tags/海/index.html", "the page of 海"),
  written("media/quay.jpg", "jpeg"),
  renderArticlePage(entry, publication),
  renderGonePage("gone", publication),
  renderMovedPage("moved", "https://tide.example/articles/ferry/", publication),
];

let site: string;
let server: Server;
let baseUrl: string | undefined = "https://tide.example";
let hubs: string[] = [];

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), "dateline-serve-"));
  for (const { key, bytes } of documents) {
    await mkdir(dirname(join(site, key)), { recursive: true });
    await writeFile(join(site, key), bytes);
  }
  server = siteServer(site, () => (baseUrl === undefined ? undefined : { baseUrl, hubs })).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.close();
  await rm(site, { recursive: true });
});

/** One request exactly as written: `fetch` follows redirections, tidies paths and sends headers of its own. */
async function ask(path: string, headers: OutgoingHttpHeaders = {}, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const request = httpRequest({ host: "127.0.0.1", port, path, method, headers }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const browser = { "Sec-Fetch-Dest": "document" };

describe("a feed", () => {
  test("that somebody opens in a browser is answered with its page, and a reader gets the feed", async () => {
    const opened = await ask("/feed.xml", browser);
    expect(opened.body).toBe("the page");
    expect(opened.headers["content-type"]).toBe("text/html; charset=utf-8");
    for (const headers of [{}, { Accept: "text/html" }, { "Sec-Fetch-Dest": "empty" }])
      expect((await ask("/feed.xml", headers)).body).toBe("<rss/>");
    expect((await ask("/tags/%E6%B5%B7/feed.json", browser)).body).toBe("the page of 海");
  });

  test("says to caches that it has two answers, whichever it gives", async () => {
    for (const headers of [{}, browser]) expect((await ask("/feed.xml", headers)).headers.vary).toBe("Sec-Fetch-Dest");
    expect((await ask("/")).headers.vary).toBeUndefined();
  });

  test("names itself under the publication's address, to GET and HEAD alike (WebSub §4)", async () => {
    const link = '<https://tide.example/tags/%E6%B5%B7/feed.json>; rel="self"';
    for (const method of ["GET", "HEAD"])
      expect((await ask("/tags/%e6%b5%b7/feed.json", {}, method)).headers.link).toBe(link);
    expect((await ask("/feed.xml", browser)).headers.link).toBeUndefined();
    expect((await ask("/")).headers.link).toBeUndefined();
  });

  test("names the hubs that there are now before itself, in one header of every answer (WebSub §4)", async () => {
    hubs = ["https://tide.example/hub", "https://push.example/"];
    const { etag } = (await ask("/feed.xml")).headers;
    const answers = [await ask("/feed.xml"), await ask("/feed.xml", {}, "HEAD")];
    answers.push(await ask("/feed.xml", { "If-None-Match": etag! }));
    hubs = [];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 304]);
    for (const { headers } of answers)
      expect(headers.link).toBe(
        '<https://tide.example/hub>; rel="hub", <https://push.example/>; rel="hub", ' +
          '<https://tide.example/feed.xml>; rel="self"',
      );
  });

  test("may be read by the scripts of any site", async () => {
    expect((await ask("/feed.xml")).headers["access-control-allow-origin"]).toBe("*");
  });

  test("is not sent again to a reader that has it", async () => {
    const { etag } = (await ask("/feed.xml")).headers;
    const again = await ask("/feed.xml", { "If-None-Match": etag! });
    expect(again.status).toBe(304);
    expect(again.headers.link).toBeDefined();
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
    const { etag } = (await ask("/articles/gone/")).headers;
    for (const headers of [{ "If-None-Match": etag! }, { Range: "bytes=0-3" }, { "If-Match": '"x"' }])
      expect((await ask("/articles/gone/", headers)).status).toBe(410);
  });
});

test("a file in media is kept for ever under its digest, and for an hour without", async () => {
  expect((await ask("/media/quay.jpg?v=1f3a")).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await ask("/media/quay.jpg?w=1")).headers["cache-control"]).toBe("public, max-age=3600");
  expect((await ask("/feed.xml?v=1f3a")).headers["cache-control"]).toBe("public, max-age=300, s-maxage=60");
});

test("a folder whose slash was forgotten is found, on this host and no other", async () => {
  const found = await ask("/articles/ferry");
  expect([found.status, found.headers.location]).toEqual([301, "/articles/ferry/"]);
  expect((await ask("//articles/ferry")).headers.location).not.toMatch(/^\/\//);
});

test("every answer forbids what pages do not need", async () => {
  for (const path of ["/", "/feed.xml", "/nowhere", "/articles/gone/"]) {
    const { headers } = await ask(path);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).not.toMatch(/script-src|unsafe/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  }
});

test("what is not there is 404, whatever the address looks like", async () => {
  for (const path of ["/nowhere", "/%", "/..%2f..%2fetc/passwd", "/.hidden", "/feed.xml/", "http://a.example/"])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  expect((await ask("//")).body).toBe("the page");
});

test("nothing is answered before there is something to answer with", async () => {
  baseUrl = undefined;
  const { status, headers } = await ask("/feed.xml");
  baseUrl = "https://tide.example";
  expect([status, headers["retry-after"]]).toEqual([503, "1"]);
});
