import { expect, test } from "vitest";
import { deliver, type TopicContent } from "../../../lambdas/core/hub/delivery.ts";
import { signatureOf } from "../../../lambdas/core/hub/signature.ts";
import { enforce, readSubscription } from "../../../lambdas/core/hub/subscriptions.ts";
import type { HttpAnswer } from "../../../lambdas/core/ports.ts";
import { answered, hubWith, KEY, pending, TOPIC } from "./subscriber.ts";

const content: TopicContent = {
  topic: TOPIC,
  hubs: ["https://news.example/hub", "https://hub.example/"],
  contentType: "application/xml; charset=utf-8",
  bytes: Uint8Array.from({ length: 256 }, (_, index) => index),
};
const first = { attempt: 1, jitter: 1 };

async function subscribedHub(answer: HttpAnswer, changes: Parameters<typeof pending>[0] = {}) {
  const hub = hubWith(() => answer);
  await enforce(hub.ports.state, pending(changes), hub.ports.clock());
  const isSubscribed = async () => (await readSubscription(hub.ports.state, KEY, hub.ports.clock())) !== undefined;
  return { ...hub, isSubscribed };
}

test("§7 a delivery is a POST of the document's exact bytes and Content-Type to the callback with its query", async () => {
  const { ports, requests } = await subscribedHub(answered(204));
  expect(await deliver(ports, KEY, content, first)).toEqual({ outcome: "delivered" });
  expect(requests).toEqual([
    {
      method: "POST",
      origin: "https://reader.example",
      target: "/cb?a=%20&b='x'",
      body: content.bytes,
      headers: {
        "Content-Type": "application/xml; charset=utf-8",
        Link: `<https://news.example/hub>; rel="hub", <https://hub.example/>; rel="hub", <${TOPIC}>; rel="self"`,
      },
    },
  ]);
});

test("§7.1 a delivery is signed when the subscription has a secret, and only then", async () => {
  const { ports, requests } = await subscribedHub(answered(200), { secret: "s3cret" });
  await deliver(ports, KEY, content, first);
  expect(requests[0]!.headers!["X-Hub-Signature"]).toBe(signatureOf(content.bytes, "s3cret"));
  const open = await subscribedHub(answered(200));
  await deliver(open.ports, KEY, content, first);
  expect(open.requests[0]!.headers).not.toHaveProperty("X-Hub-Signature");
});

test("§7 a 2xx is a success whatever its body", async () => {
  for (const status of [200, 202, 299]) {
    const { ports } = await subscribedHub({ ...answered(status), body: undefined } as HttpAnswer);
    expect(await deliver(ports, KEY, content, first)).toEqual({ outcome: "delivered" });
  }
});

test("§7 a 410 ends the subscription", async () => {
  const hub = await subscribedHub(answered(410));
  expect(await deliver(hub.ports, KEY, content, first)).toEqual({ outcome: "ended" });
  expect(await hub.isSubscribed()).toBe(false);
});

test("§7 a 410 does not end what was renewed meanwhile", async () => {
  const hub = hubWith(async () => {
    await enforce(hub.ports.state, pending({ secret: "new" }), hub.ports.clock());
    return answered(410);
  });
  await enforce(hub.ports.state, pending(), hub.ports.clock());
  await deliver(hub.ports, KEY, content, first);
  expect(await readSubscription(hub.ports.state, KEY, hub.ports.clock())).toBeDefined();
});

test("§7 every other answer is a failure, redirects too, that says when to try again and keeps the subscription", async () => {
  for (const status of [301, 302, 307, 308, 400, 404, 429, 500, 503]) {
    const hub = await subscribedHub(answered(status));
    expect(await deliver(hub.ports, KEY, content, first)).toEqual({
      outcome: "failed",
      cause: `status ${status}`,
      retryInSeconds: 10,
    });
    expect(await hub.isSubscribed()).toBe(true);
  }
  const silent = await subscribedHub({ outcome: "unanswered", cause: "deadline" });
  expect(await deliver(silent.ports, KEY, content, first)).toEqual({
    outcome: "failed",
    cause: "deadline",
    retryInSeconds: 10,
  });
});

test("§7 after the last attempt the subscription stays for the next update", async () => {
  const hub = await subscribedHub(answered(500));
  expect(await deliver(hub.ports, KEY, content, { attempt: 9, jitter: 1 })).toMatchObject({ retryInSeconds: null });
  expect(await hub.isSubscribed()).toBe(true);
});

test("RFC 9110 §10.2.3 a Retry-After is honoured, as seconds or as a date", async () => {
  for (const retryAfter of ["600", "Wed, 25 Nov 2026 12:10:00 GMT"]) {
    const { ports } = await subscribedHub(answered(503, "", retryAfter));
    expect(await deliver(ports, KEY, content, { attempt: 1, jitter: 0 })).toMatchObject({ retryInSeconds: 600 });
  }
});

test("a callback that has moved out of reach is not tried again before the next update", async () => {
  const hub = await subscribedHub({ outcome: "out-of-reach" });
  expect(await deliver(hub.ports, KEY, content, first)).toEqual({
    outcome: "failed",
    cause: "out of reach",
    retryInSeconds: null,
  });
  expect(await hub.isSubscribed()).toBe(true);
});

test("§5.3.1 nothing is sent to a subscription whose lease has ended, or that was cancelled", async () => {
  const hub = await subscribedHub(answered(200), { leaseSeconds: 60 });
  hub.wait(60);
  expect(await deliver(hub.ports, KEY, content, first)).toEqual({ outcome: "ended" });
  expect(await deliver(hub.ports, KEY, content, first)).toEqual({ outcome: "ended" });
  expect(hub.requests).toEqual([]);
});
