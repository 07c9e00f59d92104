import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GuardedFetch } from "../../../lambdas/adapters/guarded-fetch.ts";
import { SqliteStore } from "../../../lambdas/adapters/sqlite-store.ts";
import { deliver } from "../../../lambdas/core/hub/delivery.ts";
import { readSubscriptionRequest, type HubRules } from "../../../lambdas/core/hub/subscription-request.ts";
import { readSubscription, subscriptionKey, subscriptionKeys } from "../../../lambdas/core/hub/subscriptions.ts";
import { verifyIntent } from "../../../lambdas/core/hub/verification.ts";
import type { HubPorts } from "../../../lambdas/core/ports.ts";

const TOPIC = "https://news.example/feed.xml";
const rules: HubRules = {
  reach: "public-and-loopback",
  leases: { minimumSeconds: 60, defaultSeconds: 864_000, maximumSeconds: 864_000 },
  isTopic: async (address) => address === TOPIC,
};

let folder: string;
let state: SqliteStore;
let fetcher: GuardedFetch;
let ports: HubPorts;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dateline-hub-"));
  state = new SqliteStore(join(folder, "state.db"));
  fetcher = new GuardedFetch({ reach: "public-and-loopback", deadlineMillis: 1000 });
  ports = { state, fetch: fetcher.fetch, clock: () => new Date() };
});
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await fetcher.close();
  state.close();
  await rm(folder, { recursive: true });
});

async function subscriber(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const echo: RequestListener = ({ url = "" }, response) =>
  void response.end(new URL(url, "http://x.example").searchParams.get("hub.challenge"));

async function subscribe(callback: string, more: Record<string, string> = {}) {
  const form = { "hub.mode": "subscribe", "hub.callback": callback, "hub.topic": TOPIC, ...more };
  const body = Buffer.from(new URLSearchParams(form).toString());
  const read = await readSubscriptionRequest("application/x-www-form-urlencoded", body, rules);
  if (read.outcome !== "accepted") throw new Error(read.reason);
  return verifyIntent(ports, { ...read.request, requested: new Date().toISOString() });
}
const content = (bytes: Uint8Array) => ({
  topic: TOPIC,
  hubs: ["https://news.example/hub"],
  contentType: "application/xml; charset=utf-8",
  bytes,
});
const deliverTo = (callback: string, bytes: Uint8Array) =>
  deliver(ports, subscriptionKey({ topic: TOPIC, callback }), content(bytes), { attempt: 1, jitter: 0 });

test("§7 a subscriber that echoes gets the document, byte for byte, signed with its secret, at its own query", async () => {
  const received: { url?: string; headers: NodeJS.Dict<string | string[]>; body: Buffer }[] = [];
  const origin = await subscriber((request, response) => {
    if (request.method === "GET") return echo(request, response);
    const read = async () => {
      const body = Buffer.concat((await Array.fromAsync(request)) as Buffer[]);
      received.push({ url: request.url, headers: request.headers, body });
      response.writeHead(204).end();
    };
    return void read();
  });
  const callback = `${origin}/cb?token='a%20b'&hub.mode=mine`;
  expect(await subscribe(callback, { "hub.secret": "s3cret" })).toEqual({ outcome: "verified" });

  const bytes = Uint8Array.from({ length: 250_000 }, (_, index) => index);
  expect(await deliverTo(callback, bytes)).toEqual({ outcome: "delivered" });
  const [{ url, headers, body }] = received as [(typeof received)[0]];
  expect(url).toBe("/cb?token='a%20b'&hub.mode=mine");
  expect(body.equals(bytes)).toBe(true);
  expect(headers).toMatchObject({
    "content-type": "application/xml; charset=utf-8",
    "content-length": "250000",
    link: `<https://news.example/hub>; rel="hub", <${TOPIC}>; rel="self"`,
    "x-hub-signature": `sha256=${createHmac("sha256", "s3cret").update(bytes).digest("hex")}`,
  });
});

test("of 50 subscribers who come at once none is lost", async () => {
  const origin = await subscriber(echo);
  const all = await Promise.all(Array.from({ length: 50 }, (_, index) => subscribe(`${origin}/cb?${index}`)));
  expect(all.every(({ outcome }) => outcome === "verified")).toBe(true);
  expect(await Array.fromAsync(subscriptionKeys(state, TOPIC))).toHaveLength(50);
});

test("§5.3.1 a subscriber that redirects its verification elsewhere is not subscribed, nor is that other place asked", async () => {
  let asked = 0;
  const elsewhere = await subscriber((request, response) => {
    asked++;
    echo(request, response);
  });
  const origin = await subscriber(({ url }, response) =>
    response.writeHead(307, { Location: `${elsewhere}${url}` }).end(),
  );
  expect(await subscribe(`${origin}/cb`)).toEqual({ outcome: "refused", status: 307 });
  expect(asked).toBe(0);
});

test("§5.3.1 a subscriber that never ends its echo, breaks off, or says more, is not subscribed", async () => {
  const endings: ((response: ServerResponse) => unknown)[] = [
    () => undefined,
    (response) => response.end("\n"),
    (response) => setTimeout(() => response.end("!".repeat(100_000)), 100),
    (response) => setTimeout(() => response.destroy(), 100),
  ];
  for (const end of endings) {
    const origin = await subscriber((request, response) => {
      response.write(new URL(request.url!, "http://x.example").searchParams.get("hub.challenge"));
      end(response);
    });
    expect(await subscribe(`${origin}/cb`)).toEqual({ outcome: "refused", status: 200 });
  }
  expect(await Array.fromAsync(subscriptionKeys(state, TOPIC))).toEqual([]);
});

test("§7 a subscriber that is down keeps its subscription, and one that says 410 does not", async () => {
  let isDown = true;
  const origin = await subscriber((request, response) => {
    if (request.method === "GET") echo(request, response);
    else if (isDown) request.socket.destroy();
    else response.writeHead(410).end();
  });
  const callback = `${origin}/cb`;
  await subscribe(callback);
  const key = subscriptionKey({ topic: TOPIC, callback });
  expect(await deliverTo(callback, Buffer.from("x"))).toMatchObject({ outcome: "failed", retryInSeconds: 5 });
  expect(await readSubscription(state, key, new Date())).toBeDefined();
  isDown = false;
  expect(await deliverTo(callback, Buffer.from("x"))).toEqual({ outcome: "ended" });
  expect(await readSubscription(state, key, new Date())).toBeUndefined();
});
