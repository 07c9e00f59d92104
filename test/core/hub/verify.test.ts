import { expect, test } from "vitest";
import { agree, answered, CALLBACK, TestHub, TOPIC } from "./subscriber.ts";

async function hubWithFeed(answer?: ConstructorParameters<typeof TestHub>[0]) {
  const hub = new TestHub(answer);
  await hub.publish("<rss/>");
  return hub;
}
const pendingMarks = async ({ state }: TestHub) => (await Array.fromAsync(state.list("pending/"))).length;

test("§5.1 nothing is subscribed before the callback has agreed, and then it is", async () => {
  const hub = await hubWithFeed();
  expect(await hub.subscribe()).toMatchObject({ status: 202 });
  expect(await hub.subscription()).toBeUndefined();
  expect(hub.requests).toEqual([]);
  await hub.work();
  expect((await hub.subscription())!.value).toMatchObject({ topic: TOPIC, callback: CALLBACK });
  expect(await pendingMarks(hub)).toBe(0);
});

test("§5.3 the lease is measured from when the verification was sent, and what was asked for is said and kept", async () => {
  const hub = await hubWithFeed(async (request) => {
    hub.wait(9);
    return agree(request);
  });
  await hub.subscribe(CALLBACK, { "hub.lease_seconds": "600" });
  await hub.work();
  expect(hub.requests[0]!.target).toContain("hub.lease_seconds=600");
  expect((await hub.subscription())!.value.expires).toBe("2026-11-25T12:10:00.000Z");
});

test("§5.1 a renewal or cancellation that fails leaves the subscription as it was, its secret included", async () => {
  const hub = await hubWithFeed();
  await hub.subscribe(CALLBACK, { "hub.secret": "old" });
  await hub.work();
  const before = await hub.subscription();
  for (const answer of [answered(404), answered(200, "wrong"), answered(302), { outcome: "out-of-reach" } as const]) {
    hub.answer = () => answer;
    await hub.subscribe(CALLBACK, { "hub.secret": "new", "hub.lease_seconds": "900" });
    await hub.post({ "hub.mode": "unsubscribe", "hub.callback": CALLBACK, "hub.topic": TOPIC });
    await hub.work();
    expect(await hub.subscription()).toEqual(before);
  }
  expect(await pendingMarks(hub)).toBe(0);
});

test("§5.1 a renewal replaces secret and lease, and may drop the secret; unsubscribing ends it", async () => {
  const hub = await hubWithFeed();
  const renewals = [
    { "hub.secret": "old", "hub.lease_seconds": "600" },
    { "hub.secret": "new", "hub.lease_seconds": "300" },
    { "hub.lease_seconds": "900" },
  ] as Record<string, string>[];
  for (const renewal of renewals) {
    hub.wait(1);
    await hub.subscribe(CALLBACK, renewal);
    await hub.work();
    const { secret, expires } = (await hub.subscription())!.value;
    const leaseSeconds = (Date.parse(expires) - hub.now.getTime()) / 1000;
    expect([secret, String(leaseSeconds)]).toEqual([renewal["hub.secret"], renewal["hub.lease_seconds"]]);
  }
  hub.wait(1);
  await hub.post({ "hub.mode": "unsubscribe", "hub.callback": CALLBACK, "hub.topic": TOPIC });
  await hub.work();
  expect(await hub.subscription()).toBeUndefined();
});

test("a callback that does not answer is asked four times within minutes, and one that says no once", async () => {
  const silent = await hubWithFeed(() => ({ outcome: "unanswered", cause: "ECONNREFUSED" }));
  await silent.subscribe();
  for (let seconds = 0; seconds < 600; seconds += 5) {
    await silent.work();
    silent.wait(5);
  }
  expect(silent.requests).toHaveLength(4);
  expect(await pendingMarks(silent)).toBe(0);

  const unwilling = await hubWithFeed(() => answered(404));
  await unwilling.subscribe();
  await unwilling.work();
  unwilling.wait(3000);
  await unwilling.work();
  expect(unwilling.requests).toHaveLength(1);
});

test("§5.2 when the feed has gone before the verification, the subscription is denied", async () => {
  const hub = await hubWithFeed();
  await hub.subscribe();
  await hub.site.delete("feed.xml");
  await hub.work();
  expect(hub.requests.map(({ target }) => new URL(target, "http://x.example").searchParams.get("hub.mode"))).toEqual([
    "denied",
  ]);
  expect(await hub.subscription()).toBeUndefined();
});

test("a request that has waited for an hour is forgotten", async () => {
  const hub = await hubWithFeed();
  await hub.subscribe();
  hub.wait(3601);
  await hub.work();
  expect(hub.requests).toEqual([]);
  expect(await pendingMarks(hub)).toBe(0);
});

test("of 300 verifications for one host 100 are sent in a second, and none is lost", async () => {
  const hub = await hubWithFeed();
  for (let index = 0; index < 300; index++) await hub.subscribe(`${CALLBACK}${index}`);
  await hub.work();
  expect(hub.requests).toHaveLength(100);
  for (let seconds = 0; seconds < 6; seconds++) {
    hub.wait(1);
    await hub.work();
  }
  expect(hub.requests).toHaveLength(300);
  expect(await hub.subscription(`${CALLBACK}299`)).toBeDefined();
});
