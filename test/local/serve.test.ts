import { afterAll, beforeAll, expect, test } from "vitest";
import { renderGonePage } from "../../lambdas/core/site/gone-page.ts";
import { publication } from "../core/site/sample.ts";
import { ServedSite } from "./served-site.ts";

// What the server has in common with CloudFront is in same-as-cloudfront.test.ts.
let site: ServedSite;
const ask: ServedSite["ask"] = (...asked) => site.ask(...asked);

beforeAll(async () => {
  site = await ServedSite.of([
    { key: "feed.xml", bytes: new TextEncoder().encode("<rss/>") },
    renderGonePage("gone", publication),
  ]);
});
afterAll(() => site.close());

test("a feed names the hubs that there are now before itself, in one header of every answer (WebSub §4)", async () => {
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

test("a feed may be read by the scripts of any site, which see what they need for the next time", async () => {
  const { headers } = await ask("/feed.xml");
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect(headers["access-control-expose-headers"]).toContain("ETag");
});

test("an article that was withdrawn is so whatever a client has of it, or asks for", async () => {
  expect((await ask("/articles/gone/")).headers.etag).toBeUndefined();
  for (const headers of [{ "If-None-Match": "*" }, { Range: "bytes=0-3" }, { "If-Match": '"x"' }])
    expect((await ask("/articles/gone/", headers)).status).toBe(410);
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
