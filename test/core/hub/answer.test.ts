import { describe, expect, test } from "vitest";
import { answerAtHub } from "../../../lambdas/core/hub/answer.ts";
import { BASE_URL, CALLBACK, TestHub, TOPIC } from "./subscriber.ts";

async function hubWithFeeds() {
  const hub = new TestHub();
  for (const document of ["feed.xml", "tags/海/feed.json", "archive/2/atom.xml", "media/feed.xml"])
    await hub.publish("x", document);
  return hub;
}

describe("§5.1 a request", () => {
  test("that is right is answered with 202 at once, in plain text, before anything is sent", async () => {
    const hub = await hubWithFeeds();
    const { status, headers, body } = await hub.subscribe();
    expect([status, headers["Content-Type"]]).toEqual([202, "text/plain; charset=utf-8"]);
    expect(body).toMatch(/^[^\n]+\n$/);
    expect(hub.requests).toEqual([]);
  });

  test("that is wrong is answered with 4xx and one line that says what is wrong", async () => {
    const hub = await hubWithFeeds();
    const right = { "hub.mode": "subscribe", "hub.callback": CALLBACK, "hub.topic": TOPIC };
    for (const [wrong, line] of [
      [{ ...right, "hub.topic": `${BASE_URL}/nowhere.xml` }, /hub\.topic/],
      [{ ...right, "hub.callback": "http://127.0.0.1/cb" }, /public address/],
    ] as const) {
      const { status, body } = await hub.post(wrong);
      expect(status).toBe(400);
      expect(body).toMatch(line);
      expect(body).toMatch(/^[^\n]+\n$/);
    }
    expect(await hub.work()).toEqual({});
    expect(hub.requests).toEqual([]);
  });

  test("by any other method than POST is answered with 405, and says what a hub is", async () => {
    const hub = await hubWithFeeds();
    for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
      const request = { method, contentType: undefined, source: "", body: ReadableStream.from([]) };
      const answer = await answerAtHub(hub.ports, { baseUrl: BASE_URL, reach: "public" }, request);
      expect([answer.status, answer.headers.Allow]).toEqual([405, "POST"]);
      expect(answer.body).toContain("subscribe with a POST");
    }
  });

  test("whose body is too long is not read to its end", async () => {
    const hub = await hubWithFeeds();
    let chunks = 0;
    const endless = async function* () {
      for (;;) {
        chunks++;
        yield Buffer.alloc(4096, "a");
      }
    };
    const contentType = "application/x-www-form-urlencoded";
    const request = { method: "POST", contentType, source: "", body: endless() };
    const answer = await answerAtHub(hub.ports, { baseUrl: BASE_URL, reach: "public" }, request);
    expect([answer.status, chunks]).toEqual([413, 5]);
  });
});

test("§4 a feed document that there is is a topic under its own address, and nothing else", async () => {
  const hub = await hubWithFeeds();
  const statusFor = async (path: string) => (await hub.subscribe(CALLBACK, { "hub.topic": BASE_URL + path })).status;
  for (const path of ["/feed.xml", "/tags/%E6%B5%B7/feed.json", "/archive/2/atom.xml"])
    expect([path, await statusFor(path)]).toEqual([path, 202]);
  for (const path of ["/atom.xml", "/media/feed.xml", "/tags/海/feed.json"])
    expect([path, await statusFor(path)]).toEqual([path, 400]);
});

describe("requests that wait", () => {
  test("for one host, or from one source, are at most a thousand; those of others are not refused", async () => {
    const hub = await hubWithFeeds();
    for (let index = 0; index < 1000; index++)
      expect((await hub.subscribe(`https://a.example/${index}`)).status).toBe(202);
    const from = (host: string, source: string) =>
      hub.post({ "hub.mode": "subscribe", "hub.callback": `https://${host}/x`, "hub.topic": TOPIC }, { source });
    const refused = await from("a.example", "192.0.2.9");
    expect([refused.status, refused.headers["Retry-After"]]).toEqual([429, "60"]);
    expect((await from("b.example", "192.0.2.1")).status).toBe(429);
    expect((await from("b.example", "192.0.2.9")).status).toBe(202);
  });

  test("count no more once they are verified, or lost for an hour", async () => {
    const hub = await hubWithFeeds();
    for (let index = 0; index < 1000; index++) await hub.subscribe(`https://a.example/${index}`);
    for (let seconds = 0; seconds < 25; seconds++) {
      await hub.work();
      hub.wait(1);
    }
    expect((await hub.subscribe("https://a.example/x")).status).toBe(202);

    const lost = await hubWithFeeds();
    for (let index = 0; index < 1000; index++) await lost.subscribe(`https://a.example/${index}`);
    lost.wait(3601);
    expect((await lost.subscribe("https://a.example/x")).status).toBe(202);
  });
});
