import { createHmac } from "node:crypto";
import type { ServerResponse } from "node:http";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { GuardedFetch } from "../../../lambdas/adapters/guarded-fetch.ts";
import { subscribersOf } from "../../../lambdas/core/hub/subscriptions.ts";
import { echoChallenge, serve } from "../../loopback-server.ts";
import { BASE_URL, TestHub, TOPIC } from "./subscriber.ts";

let hub: TestHub;
beforeEach(async () => {
  const fetcher = new GuardedFetch({ reach: "public-and-loopback", deadlineMillis: 1000 });
  onTestFinished(() => fetcher.close());
  hub = new TestHub();
  hub.reach = "public-and-loopback";
  hub.ports.fetch = fetcher.fetch;
  await hub.publish("<rss/>");
});

async function subscribe(callback: string, more: Record<string, string> = {}) {
  expect((await hub.subscribe(callback, more)).status).toBe(202);
  await hub.work();
  return (await hub.subscription(callback)) !== undefined;
}

test("§7 a subscriber that echoes gets the document, byte for byte, signed with its secret, at its own query", async () => {
  const received: { url?: string; headers: NodeJS.Dict<string | string[]>; body: Buffer }[] = [];
  const origin = await serve((request, response) => {
    if (request.method === "GET") return echoChallenge(request, response);
    const read = async () => {
      const body = Buffer.concat((await Array.fromAsync(request)) as Buffer[]);
      received.push({ url: request.url, headers: request.headers, body });
      response.writeHead(204).end();
    };
    return void read();
  });
  const callback = `${origin}/cb?token='a%20b'&hub.mode=mine`;
  expect(await subscribe(callback, { "hub.secret": "s3cret" })).toBe(true);

  const bytes = Uint8Array.from({ length: 250_000 }, (_, index) => index);
  await hub.site.put("feed.xml", bytes);
  await hub.announce();
  expect(await hub.work()).toEqual({ delivered: 1 });
  const [{ url, headers, body }] = received as [(typeof received)[0]];
  expect(url).toBe("/cb?token='a%20b'&hub.mode=mine");
  expect(body.equals(bytes)).toBe(true);
  expect(headers).toMatchObject({
    "content-type": "application/xml; charset=utf-8",
    "content-length": "250000",
    link: `<${BASE_URL}/hub>; rel="hub", <${TOPIC}>; rel="self"`,
    "x-hub-signature": `sha256=${createHmac("sha256", "s3cret").update(bytes).digest("hex")}`,
  });
});

test("of 50 subscribers who come at once none is lost", async () => {
  const origin = await serve(echoChallenge);
  const all = await Promise.all(Array.from({ length: 50 }, (_, index) => hub.subscribe(`${origin}/cb?${index}`)));
  expect(all.every(({ status }) => status === 202)).toBe(true);
  await hub.work();
  expect(await Array.fromAsync(subscribersOf(hub.state, TOPIC))).toHaveLength(50);
});

test("§5.3.1 a subscriber that never ends its echo, breaks off, or says more, is not subscribed", async () => {
  const endings: ((response: ServerResponse) => unknown)[] = [
    () => undefined,
    (response) => response.end("\n"),
    (response) => setTimeout(() => response.end("!".repeat(100_000)), 100),
    (response) => setTimeout(() => response.destroy(), 100),
  ];
  for (const end of endings) {
    const origin = await serve((request, response) => {
      response.write(new URL(request.url!, "http://x.example").searchParams.get("hub.challenge"));
      end(response);
    });
    expect(await subscribe(`${origin}/cb`)).toBe(false);
  }
});
