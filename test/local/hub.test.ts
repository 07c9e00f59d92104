import { createHmac } from "node:crypto";
import { once } from "node:events";
import { request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { echoChallenge, serve } from "../loopback-server.ts";
import { Running } from "./running.ts";

interface Received {
  url: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

const SECRET = "not to be seen";
let running: Running;
let received: Received[];
/** How many verifications have been answered. */
let verified: number;
/** What a subscriber does with a delivery, by the path of its callback. */
let behave: (request: IncomingMessage, response: ServerResponse) => void;
let origin: string;

beforeEach(async () => {
  received = [];
  verified = 0;
  behave = (_, response) => response.writeHead(204).end();
  origin = await serve(async (incoming, response) => {
    if (incoming.method === "GET") {
      verified++;
      return echoChallenge(incoming, response);
    }
    received.push({ url: incoming.url!, headers: incoming.headers, body: await buffer(incoming) });
    behave(incoming, response);
  });
  running = await Running.onSample();
  onTestFinished(() => running.close());
});

async function subscribe(callbacks: string[], topic = "/feed.xml") {
  for (const callback of callbacks) {
    const form = { "hub.mode": "subscribe", "hub.callback": callback, "hub.topic": running.address + topic };
    expect((await running.post({ ...form, "hub.secret": SECRET })).status).toBe(202);
  }
  await vi.waitUntil(() => verified === callbacks.length, { timeout: 10_000 });
}
const callbacksFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${origin}/cb?number=${first + index}`);
const numbers = (all = received) => new Set(all.map(({ url }) => url));

test("a subscriber gets the exact bytes that the feed then has, signed, as soon as an article is saved", async () => {
  await running.start();
  await subscribe(callbacksFrom(0, 3));
  await running.write("articles/gulls.md", "# The gulls have learned to queue\n\nNobody taught them.\n");
  await vi.waitUntil(() => received.length === 3, { timeout: 10_000 });
  const feed = await fetch(`${running.address}/feed.xml`);
  const bytes = Buffer.from(await feed.arrayBuffer());
  expect(bytes.toString()).toContain("learned to queue");
  for (const { headers, body } of received) {
    expect(body.equals(bytes)).toBe(true);
    expect(headers["content-type"]).toBe(feed.headers.get("content-type"));
    expect(headers.link).toBe(`<${running.address}/hub>; rel="hub", <${running.address}/feed.xml>; rel="self"`);
    expect(headers["x-hub-signature"]).toBe(`sha256=${createHmac("sha256", SECRET).update(bytes).digest("hex")}`);
  }
});

test("kill -9 in the middle of a fan-out loses no notification", async () => {
  await running.start();
  const all = callbacksFrom(0, 300);
  await subscribe(all);
  // One after another, so that there is a middle.
  let answered = 0;
  behave = (_, response) => void setTimeout(() => response.writeHead(204).end(), 5 * ++answered);
  await running.write("articles/gulls.md", "# Gulls\n\nText.\n");
  await vi.waitUntil(() => received.length >= 100, { timeout: 10_000, interval: 1 });
  await running.end("SIGKILL");
  const before = numbers().size;
  expect(before).toBeLessThan(300);

  behave = (_, response) => response.writeHead(204).end();
  await running.start();
  await vi.waitUntil(() => numbers().size === 300, { timeout: 20_000 });
  const feed = await (await fetch(`${running.address}/feed.xml`)).text();
  expect(received.every(({ body }) => body.toString() === feed)).toBe(true);
}, 60_000);

test("subscriptions outlast a restart, and a change made while it was down is announced at the start", async () => {
  await running.start();
  await subscribe(callbacksFrom(0, 2));
  await running.end();
  await running.write("articles/gulls.md", "# Gulls\n\nText.\n");
  await running.start();
  await vi.waitUntil(() => numbers().size === 2, { timeout: 10_000 });
});

test("slow and dead subscribers delay nobody: of 120, 40 of whom never answer, 80 are told before those have been given up", async () => {
  await running.start();
  await subscribe(callbacksFrom(0, 120));
  behave = ({ url }, response) => {
    if (Number(new URL(url!, "http://x.example").searchParams.get("number")) >= 40) response.writeHead(204).end();
  };
  await running.write("articles/gulls.md", "# Gulls\n\nText.\n");
  // Nobody is given up before ten seconds.
  await vi.waitUntil(() => numbers().size >= 120, { timeout: 9000 });
});

test("npm run hub shows subscribers, the last deliveries and failures while the server runs, and of callbacks the host alone", async () => {
  await running.start();
  await subscribe(callbacksFrom(0, 2));
  behave = ({ url }, response) => response.writeHead(url!.endsWith("1") ? 503 : 204).end();
  await running.write("articles/gulls.md", "# Gulls\n\nText.\n");
  await vi.waitUntil(() => received.length === 2, { timeout: 10_000 });
  await vi.waitUntil(async () => (await running.showHub()).includes("status 503"), { timeout: 10_000 });
  const shown = await running.showHub();
  expect(shown).toMatch(/Feeds: 1\n.*\n +\/feed\.xml +2 +2026-\d\d-\d\d \d\d:\d\d, 2 told/);
  expect(shown).toMatch(/127\.0\.0\.1:\d+ +\/feed\.xml +.*failing since .*: status 503, attempt 1/);
  expect(shown).toMatch(/deliveries 1/);
  expect(shown).not.toMatch(/number=|not to be seen/);
});

test("without the environment variable no callback on this machine is accepted", async () => {
  await running.start({ DATELINE_ALLOW_LOOPBACK_CALLBACKS: "" });
  for (const host of ["127.0.0.1", "localhost", "10.0.0.1"]) {
    const form = {
      "hub.mode": "subscribe",
      "hub.callback": `http://${host}:1/`,
      "hub.topic": `${running.address}/feed.xml`,
    };
    const { status, body } = await running.post(form);
    expect([host, status, body]).toEqual([host, 400, "hub.callback must be a public address\n"]);
  }
});

test("a request that is too long is answered with 413 although its sender goes on, and the connection ends", async () => {
  await running.start();
  const { port } = new URL(running.address);
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    "POST /hub HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999\r\n\r\n",
  );
  const pouring = setInterval(() => socket.write("a".repeat(8192)), 5);
  onTestFinished(() => clearInterval(pouring));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
});

test("the hub answers HEAD with what it is for, and no body", async () => {
  await running.start();
  const { port } = new URL(running.address);
  const head = request({ port, path: "/hub", method: "HEAD" }).end();
  const [answer] = (await once(head, "response")) as [IncomingMessage];
  expect([answer.statusCode, answer.headers.allow, await text(answer)]).toEqual([405, "POST", ""]);
});
