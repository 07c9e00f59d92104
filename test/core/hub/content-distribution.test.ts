import { describe, expect, test } from "vitest";
import { MemoryStore } from "../../../lambdas/adapters/memory-store.ts";
import { contentDistribution } from "../../../lambdas/core/hub/content-distribution.ts";
import { signatureOf } from "../../../lambdas/core/hub/signature.ts";
import { enforce } from "../../../lambdas/core/hub/subscriptions.ts";
import type { Announcement } from "../../../lambdas/core/notification/announcement.ts";
import { distribute } from "../../../lambdas/core/notification/distribute.ts";
import type { Message } from "../../../lambdas/core/ports.ts";
import { agree, answered, BASE_URL, BYTES, CALLBACK, pending, subscribedHub, TestHub, TOPIC } from "./subscriber.ts";

describe("§7 a delivery", () => {
  test("is a POST of the document's exact bytes and Content-Type to the callback with its query, and one Link header", async () => {
    const hub = await subscribedHub();
    expect(await hub.work()).toEqual({ delivered: 1 });
    expect(hub.requests).toEqual([
      {
        method: "POST",
        origin: "https://reader.example",
        target: "/cb?a=%20&b='x'",
        body: Buffer.from(BYTES),
        headers: {
          "Content-Type": "application/xml; charset=utf-8",
          Link: `<${BASE_URL}/hub>; rel="hub", <${TOPIC}>; rel="self"`,
        },
      },
    ]);
  });

  test("is signed when the subscription has a secret, and only then (§7.1)", async () => {
    const hub = await subscribedHub(answered(200), { "hub.secret": "s3cret" });
    await hub.work();
    expect(hub.requests[0]!.headers!["X-Hub-Signature"]).toBe(signatureOf(Buffer.from(BYTES), "s3cret"));
    const open = await subscribedHub();
    await open.work();
    expect(open.requests[0]!.headers).not.toHaveProperty("X-Hub-Signature");
  });

  test("that is answered with 410 ends the subscription", async () => {
    const hub = await subscribedHub(answered(410));
    expect(await hub.work()).toEqual({ ended: 1 });
    expect(await hub.subscription()).toBeUndefined();
  });
});

describe("§7 a distribution", () => {
  test("happens when the bytes have changed, and never for nothing", async () => {
    const hub = await subscribedHub();
    await hub.work();
    for (const documents of [["feed.xml"], "any" as const]) {
      await hub.announce(documents);
      expect(await hub.work()).toEqual({});
    }
    expect(hub.requests).toHaveLength(1);
  });

  test("that nobody knows the documents of reaches every topic whose bytes have changed", async () => {
    const hub = await subscribedHub();
    await hub.announcements.take(100);
    await hub.announce("any");
    expect(await hub.work()).toEqual({ delivered: 1 });
  });

  test("does not tell a new subscriber of what was there before, whatever is announced", async () => {
    const hub = new TestHub();
    await hub.publish(BYTES);
    await hub.subscribe();
    await hub.work();
    await hub.announce();
    await hub.announce("any");
    expect(await hub.work()).toEqual({});
  });

  test("reaches each of 2,345 subscribers once, in batches; it is recorded after the last is in the queue", async () => {
    const hub = new TestHub(() => answered(200));
    await hub.publish("<rss/>");
    await hub.subscribe();
    hub.answer = agree;
    await hub.work();
    for (let index = 1; index < 2345; index++)
      await enforce(hub.state, pending({ callback: `${CALLBACK}${index}` }), hub.now);
    hub.requests.length = 0;
    hub.answer = () => answered(200);
    await hub.publish(BYTES);
    await hub.announce();
    expect(await hub.work()).toEqual({ delivered: 2345 });
    expect(new Set(hub.requests.map(({ target }) => target)).size).toBe(2345);
  });

  test("that is interrupted is made again from the start: nobody is forgotten", async () => {
    const hub = await subscribedHub();
    const deliveries = { send: () => Promise.reject(new Error("the queue is out of reach")) };
    const [taken] = await hub.announcements.take(1);
    await expect(distribute({ ...hub.ports, deliveries }, taken!.body)).rejects.toThrow("out of reach");
    hub.wait(60);
    expect(await hub.work()).toEqual({ delivered: 1 });
  });

  test("that is killed before it is recorded leaves nobody with what it told: the document may have gone back meanwhile", async () => {
    const hub = await subscribedHub();
    const put = hub.state.put.bind(hub.state);
    const deliveries = {
      send: async (messages: readonly Message[]) => {
        await hub.deliveries.send(messages);
        hub.state.put = () => Promise.reject(new Error("killed"));
      },
    };
    const [taken] = await hub.announcements.take(1);
    await expect(distribute({ ...hub.ports, deliveries }, taken!.body)).rejects.toThrow("killed");
    hub.state.put = put;
    expect(await hub.work()).toEqual({ delivered: 1 });
    await hub.publish("<rss/>");
    hub.wait(60);
    expect(await hub.work()).toEqual({ delivered: 1 });
    expect(hub.delivered).toEqual([BYTES, "<rss/>"]);
  });

  test("is not recorded as told when a delivery of it was dropped before that, or another was made", async () => {
    for (const whatIsThere of [BYTES, "<rss>newer</rss>"]) {
      const hub = await subscribedHub();
      const deliveries = {
        send: async (messages: readonly Message[]) => {
          await hub.deliveries.send(messages);
          await hub.publish("<rss>newer</rss>");
          if (whatIsThere !== BYTES) await hub.announce();
          await hub.work();
        },
      };
      const [taken] = await hub.announcements.take(1);
      await distribute({ ...hub.ports, deliveries }, taken!.body);
      await hub.publish(BYTES);
      await hub.announce();
      expect(await hub.work()).toEqual({ delivered: 1 });
      expect(hub.delivered.at(-1)).toBe(BYTES);
    }
  });

  test("of a feed that is no more denies every subscription and ends it (§5.2)", async () => {
    const hub = await subscribedHub();
    await hub.work();
    await hub.site.delete("feed.xml");
    await hub.announce();
    expect(await hub.work()).toEqual({ ended: 1 });
    expect(hub.requests.at(-1)!.target).toContain("hub.mode=denied");
    expect(await hub.subscription()).toBeUndefined();
  });

  test("costs one request to the store where nobody has ever subscribed", async () => {
    const hub = await subscribedHub();
    let requests = 0;
    const count = async () => void requests++;
    const state = Object.assign(new MemoryStore(), { get: count, list: count });
    const announcement: Announcement = { channel: "websub", documents: ["atom.xml"], changes: [], baseUrl: BASE_URL, hubs: [] }; // prettier-ignore
    await Array.fromAsync(contentDistribution.pages({ ...hub.ports, state, site: { get: count } }, announcement));
    expect(requests).toBe(1);
  });
});

test("secrets and callbacks are in no message of the queue of deliveries", async () => {
  const hub = await subscribedHub(answered(500), { "hub.secret": "s3cret" });
  await hub.work();
  hub.wait(10);
  const [taken] = await hub.deliveries.take(1);
  expect(taken!.body).not.toMatch(/s3cret|reader\.example/);
});
