import { expect, test } from "vitest";
import { announceDenial, verifyIntent } from "../../../lambdas/core/hub/verification.ts";
import { agree, answered, pending, TestHub, TOPIC } from "./subscriber.ts";

const encodedTopic = encodeURIComponent(TOPIC);

test("§5.3 verification is a GET with mode, topic, challenge and lease behind the callback's own query, which stays byte for byte", async () => {
  const hub = new TestHub(() => answered(200, "challenge-1"));
  expect(await verifyIntent(hub.ports.fetch, pending(), "challenge-1")).toEqual({ outcome: "verified" });
  expect(hub.requests).toEqual([
    {
      method: "GET",
      origin: "https://reader.example",
      target: `/cb?a=%20&b='x'&hub.mode=subscribe&hub.topic=${encodedTopic}&hub.challenge=challenge-1&hub.lease_seconds=3600`,
    },
  ]);
});

test("§5.3 unsubscribing is verified too, without a lease", async () => {
  const hub = new TestHub();
  await verifyIntent(hub.ports.fetch, pending({ mode: "unsubscribe" }), "c");
  expect(hub.requests[0]!.target).toBe(
    `/cb?a=%20&b='x'&hub.mode=unsubscribe&hub.topic=${encodedTopic}&hub.challenge=c`,
  );
});

test("§5.3 every verification has a challenge of its own", async () => {
  const hub = new TestHub();
  await verifyIntent(hub.ports.fetch, pending());
  await verifyIntent(hub.ports.fetch, pending());
  expect(hub.requests[0]!.target).not.toBe(hub.requests[1]!.target);
});

test("§5.3.1 any status but 2xx fails, redirects too", async () => {
  for (const status of [199, 301, 302, 307, 308, 304, 400, 404, 410, 500, 503]) {
    const { ports } = new TestHub(() => answered(status, "c"));
    expect(await verifyIntent(ports.fetch, pending(), "c")).toEqual({ outcome: "refused", status });
  }
  for (const status of [200, 201, 202, 299])
    expect(await verifyIntent(new TestHub(() => answered(status, "c")).ports.fetch, pending(), "c")).toEqual({
      outcome: "verified",
    });
});

test("§5.3.1 a 2xx whose body is not exactly the challenge fails", async () => {
  for (const body of ["", "c\n", "d", '"c"', "cc"])
    expect(await verifyIntent(new TestHub(() => answered(200, body)).ports.fetch, pending(), "c")).toMatchObject({
      outcome: "refused",
    });
});

test("an address out of reach, a busy host and a silent one fail, and can be told apart", async () => {
  const outcomes = [{ outcome: "out-of-reach" }, { outcome: "busy" }, { outcome: "unanswered", cause: "deadline" }] as const; // prettier-ignore
  for (const answer of outcomes)
    expect(await verifyIntent(new TestHub(() => answer).ports.fetch, pending())).toEqual(answer);
});

test("§5.2 a denial is a GET with mode, topic and reason, and does not depend on the answer", async () => {
  const hub = new TestHub(() => ({ outcome: "unanswered", cause: "deadline" }));
  await announceDenial(hub.ports.fetch, pending(), "the feed is gone");
  expect(hub.requests[0]).toMatchObject({
    method: "GET",
    target: `/cb?a=%20&b='x'&hub.mode=denied&hub.topic=${encodedTopic}&hub.reason=the+feed+is+gone`,
  });
  expect(await agree(hub.requests[0]!)).toMatchObject({ status: 200 });
});
