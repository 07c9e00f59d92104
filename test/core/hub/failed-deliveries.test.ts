import { expect, test } from "vitest";
import { deliver } from "../../../lambdas/core/notification/deliver.ts";
import { agree, answered, BYTES, CALLBACK, subscribedHub } from "./subscriber.ts";

test("§7 a delivery that fails is tried again, and the subscription stays", async () => {
  const hub = await subscribedHub(answered(307));
  expect(await hub.work()).toEqual({ failed: 1 });
  expect((await hub.subscription())!.value.failing).toMatchObject({ attempt: 1 });
  hub.answer = () => answered(200);
  hub.wait(10);
  expect(await hub.work()).toEqual({ delivered: 1 });
  expect(hub.delivered).toEqual([BYTES, BYTES]);
  expect((await hub.subscription())!.value.failing).toBeUndefined();
});

test("§7 a delivery that keeps failing is tried nine times within three hours, and then at the next update", async () => {
  const hub = await subscribedHub(answered(500));
  for (let minutes = 0; minutes < 600; minutes++) {
    await hub.work();
    hub.wait(60);
  }
  expect(hub.requests).toHaveLength(9);
  expect(await hub.subscription()).toBeDefined();
  await hub.publish("<rss>next</rss>");
  await hub.announce();
  hub.answer = () => answered(200);
  expect(await hub.work()).toEqual({ delivered: 1 });
  expect(hub.delivered.at(-1)).toBe("<rss>next</rss>");
});

test("§7 a delivery that failed waits for as long as a Retry-After asks (RFC 9110 §10.2.3)", async () => {
  const hub = await subscribedHub(answered(503, "", "3000"));
  await hub.work();
  hub.wait(2999);
  expect(await hub.work()).toEqual({});
  hub.wait(7);
  expect(await hub.work()).toEqual({ failed: 1 });
});

test("§7 a delivery to an address that has moved out of reach is not tried again before the next update", async () => {
  const hub = await subscribedHub({ outcome: "out-of-reach" });
  expect(await hub.work()).toEqual({ refused: 1 });
  hub.wait(20_000);
  expect(await hub.work()).toEqual({});
  expect((await hub.subscription())!.value.failing).toMatchObject({ cause: "out of reach" });
});

test("§7 a delivery to a host that has enough to do comes soon, and is no attempt", async () => {
  const hub = await subscribedHub({ outcome: "busy" });
  expect(await hub.work()).toEqual({ busy: 1 });
  hub.wait(4);
  hub.answer = () => answered(500);
  await hub.work();
  expect((await hub.subscription())!.value.failing).toMatchObject({ attempt: 1 });
});

test("§7 a delivery of an older version is not tried again once there is a newer one: that one is delivered", async () => {
  const hub = await subscribedHub(answered(500));
  expect(await hub.work()).toEqual({ failed: 1 });
  await hub.publish("<rss>newer</rss>");
  await hub.announce();
  hub.answer = () => answered(200);
  hub.wait(10);
  expect(await hub.work()).toEqual({ delivered: 1, superseded: 1 });
  expect(hub.delivered).toEqual([BYTES, "<rss>newer</rss>"]);
});

test("§7 a delivery that was dropped for a newer version is made after all when the document goes back before that is announced", async () => {
  const hub = await subscribedHub(answered(500));
  await hub.work();
  await hub.publish("<rss>newer</rss>");
  hub.wait(10);
  expect(await hub.work()).toEqual({ superseded: 1 });
  hub.answer = () => answered(200);
  await hub.publish(BYTES);
  await hub.announce();
  expect(await hub.work()).toEqual({ delivered: 1 });
  expect(hub.delivered).toEqual([BYTES, BYTES]);
});

test("§7 a delivery is not dropped when the document goes back just before its digest is forgotten", async () => {
  const hub = await subscribedHub(answered(500));
  await hub.work();
  await hub.publish("<rss>newer</rss>");
  hub.answer = () => answered(200);
  hub.wait(10);
  const [taken] = await hub.deliveries.take(1);
  const newer = await hub.site.get("feed.xml");
  await hub.publish(BYTES);
  const reads = [newer, await hub.site.get("feed.xml")];
  const site = { get: async () => reads.shift() };
  expect(await deliver({ ...hub.ports, site }, taken!.body)).toEqual({ delivered: 1 });
  expect(hub.delivered).toEqual([BYTES, BYTES]);
});

test("§5.3.1 no delivery is made after the lease has ended", async () => {
  const hub = await subscribedHub(answered(500), { "hub.lease_seconds": "300" });
  await hub.work();
  hub.wait(301);
  hub.answer = () => answered(200);
  expect(await hub.work()).toEqual({ ended: 1 });
  expect(hub.requests).toHaveLength(1);
});

test("§7 an answer of 410 does not end what was renewed meanwhile", async () => {
  const hub = await subscribedHub();
  hub.answer = async (request) => {
    if (request.method === "GET") return agree(request);
    await hub.subscribe(CALLBACK, { "hub.secret": "new" });
    hub.answer = agree;
    await hub.work();
    return answered(410);
  };
  await hub.work();
  expect((await hub.subscription())!.value.secret).toBe("new");
});
