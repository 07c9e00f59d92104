import { expect, test } from "vitest";
import { readSubscription } from "../../../lambdas/core/hub/subscriptions.ts";
import { announceDenial, verifyIntent } from "../../../lambdas/core/hub/verification.ts";
import { agree, answered, hubWith, KEY, pending, TOPIC } from "./subscriber.ts";

const encodedTopic = encodeURIComponent(TOPIC);
const subscribed = (hub: ReturnType<typeof hubWith>) => readSubscription(hub.ports.state, KEY, hub.ports.clock());

test("§5.3 verification is a GET with mode, topic, challenge and lease behind the callback's own query, which stays byte for byte", async () => {
  const hub = hubWith();
  expect(await verifyIntent(hub.ports, pending(), "challenge-1")).toEqual({ outcome: "verified" });
  expect(hub.requests).toEqual([
    {
      method: "GET",
      origin: "https://reader.example",
      target: `/cb?a=%20&b='x'&hub.mode=subscribe&hub.topic=${encodedTopic}&hub.challenge=challenge-1&hub.lease_seconds=3600`,
    },
  ]);
});

test("§5.3 unsubscribing is verified too, and ends the subscription", async () => {
  const hub = hubWith();
  await verifyIntent(hub.ports, pending());
  expect(await subscribed(hub)).toBeDefined();
  await verifyIntent(hub.ports, pending({ mode: "unsubscribe" }), "c");
  expect(hub.requests[1]!.target).toBe(
    `/cb?a=%20&b='x'&hub.mode=unsubscribe&hub.topic=${encodedTopic}&hub.challenge=c`,
  );
  expect(await subscribed(hub)).toBeUndefined();
});

test("§5.3 every verification has a challenge of its own", async () => {
  const hub = hubWith();
  await verifyIntent(hub.ports, pending());
  await verifyIntent(hub.ports, pending());
  expect(hub.requests[0]!.target).not.toBe(hub.requests[1]!.target);
});

test("§5.3.1 any status but 2xx fails, redirects too, and nothing is stored", async () => {
  for (const status of [199, 301, 302, 307, 308, 304, 400, 404, 410, 500, 503]) {
    const hub = hubWith(() => answered(status, "c"));
    expect(await verifyIntent(hub.ports, pending(), "c")).toEqual({ outcome: "refused", status });
    expect(await subscribed(hub)).toBeUndefined();
  }
  for (const status of [200, 201, 202, 299])
    expect(await verifyIntent(hubWith(() => answered(status, "c")).ports, pending(), "c")).toEqual({
      outcome: "verified",
    });
});

test("§5.3.1 a 2xx whose body is not exactly the challenge fails", async () => {
  for (const body of ["", "c\n", "d", '"c"', "cc"])
    expect(await verifyIntent(hubWith(() => answered(200, body)).ports, pending(), "c")).toMatchObject({
      outcome: "refused",
    });
});

test("an address out of reach and a silent one fail, and can be told apart", async () => {
  for (const answer of [{ outcome: "out-of-reach" }, { outcome: "unanswered", cause: "deadline" }] as const) {
    const hub = hubWith(() => answer);
    expect(await verifyIntent(hub.ports, pending())).toEqual(answer);
    expect(await subscribed(hub)).toBeUndefined();
  }
});

test("§5.1 a renewal or cancellation that fails leaves the subscription as it was, its secret included", async () => {
  let answer = agree;
  const hub = hubWith((request) => answer(request));
  await verifyIntent(hub.ports, pending({ secret: "old" }));
  const before = await subscribed(hub);
  answer = () => answered(404);
  await verifyIntent(hub.ports, pending({ secret: "new", leaseSeconds: 99 }));
  await verifyIntent(hub.ports, pending({ mode: "unsubscribe" }));
  expect(await subscribed(hub)).toEqual(before);
});

test("§5.3 the lease is measured from when the verification was sent", async () => {
  const hub = hubWith(async (request) => {
    hub.wait(9);
    return agree(request);
  });
  await verifyIntent(hub.ports, pending({ leaseSeconds: 60 }));
  expect((await subscribed(hub))!.value.expires).toBe("2026-11-25T12:01:00.000Z");
});

test("§5.2 a denial is a GET with mode, topic and reason, and does not depend on the answer", async () => {
  const hub = hubWith(() => ({ outcome: "unanswered", cause: "deadline" }));
  await announceDenial(hub.ports.fetch, pending(), "the feed is gone");
  expect(hub.requests[0]).toMatchObject({
    method: "GET",
    target: `/cb?a=%20&b='x'&hub.mode=denied&hub.topic=${encodedTopic}&hub.reason=the+feed+is+gone`,
  });
});
