import { describe, expect, test } from "vitest";
import { MemoryStore } from "../../../lambdas/adapters/memory-store.ts";
import { contentDistribution } from "../../../lambdas/core/hub/content-distribution.ts";
import { signatureOf } from "../../../lambdas/core/hub/signature.ts";
import { enforce } from "../../../lambdas/core/hub/subscriptions.ts";
import type { Announcement } from "../../../lambdas/core/notification/announcement.ts";
import { distribute } from "../../../lambdas/core/notification/distribute.ts";
import type { HttpAnswer } from "../../../lambdas/core/ports.ts";
import { agree, answered, BASE_URL, CALLBACK, pending, TestHub, TOPIC } from "./subscriber.ts";

const BYTES = "<rss>é</rss>";

/** A hub with one subscriber, who was verified before the feed changed to `BYTES` and answers deliveries as told. */
async function subscribedHub(answer: HttpAnswer = answered(204), more: Record<string, string> = {}) {
  const hub = new TestHub();
  await hub.publish("<rss/>");
  await hub.subscribe(CALLBACK, more);
  await hub.work();
  hub.requests.length = 0;
  hub.answer = () => answer;
  await hub.publish(BYTES);
  await hub.announce();
  return hub;
}

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

  test("is a success with any 2xx, whatever its body", async () => {
    for (const status of [200, 202, 299]) {
      const hub = await subscribedHub({ ...answered(status), body: undefined } as HttpAnswer);
      expect(await hub.work()).toEqual({ delivered: 1 });
    }
  });

  test("that is answered with 410 ends the subscription", async () => {
    const hub = await subscribedHub(answered(410));
    expect(await hub.work()).toEqual({ ended: 1 });
    expect(await hub.subscription()).toBeUndefined();
  });

  test("that is answered with anything else, redirects too, has failed: the subscription stays and it is tried again", async () => {
    const silent: HttpAnswer = { outcome: "unanswered", cause: "deadline" };
    for (const answer of [301, 302, 307, 308, 400, 404, 429, 500, 503]
      .map((status) => answered(status))
      .concat(silent)) {
      const hub = await subscribedHub(answer);
      expect(await hub.work()).toEqual({ failed: 1 });
      expect((await hub.subscription())!.value.failing).toMatchObject({ attempt: 1 });
      hub.answer = () => answered(200);
      hub.wait(10);
      expect(await hub.work()).toEqual({ delivered: 1 });
      expect(hub.delivered).toEqual([BYTES, BYTES]);
      expect((await hub.subscription())!.value.failing).toBeUndefined();
    }
  });

  test("that keeps failing is tried nine times within three hours, and then at the next update", async () => {
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

  test("waits for as long as a Retry-After asks (RFC 9110 §10.2.3)", async () => {
    for (const retryAfter of ["3000", "Wed, 25 Nov 2026 12:50:00 GMT"]) {
      const hub = await subscribedHub(answered(503, "", retryAfter));
      await hub.work();
      hub.wait(2999);
      expect(await hub.work()).toEqual({});
      hub.wait(7);
      expect(await hub.work()).toEqual({ failed: 1 });
    }
  });

  test("to an address that has moved out of reach is not tried again before the next update", async () => {
    const hub = await subscribedHub({ outcome: "out-of-reach" });
    expect(await hub.work()).toEqual({ refused: 1 });
    hub.wait(20_000);
    expect(await hub.work()).toEqual({});
    expect((await hub.subscription())!.value.failing).toMatchObject({ cause: "out of reach" });
  });

  test("to a host that has enough to do comes soon, and is no attempt", async () => {
    const hub = await subscribedHub({ outcome: "busy" });
    expect(await hub.work()).toEqual({ busy: 1 });
    hub.wait(4);
    hub.answer = () => answered(500);
    await hub.work();
    expect((await hub.subscription())!.value.failing).toMatchObject({ attempt: 1 });
  });

  test("of an older version is not tried again once there is a newer one: that one is delivered", async () => {
    const hub = await subscribedHub(answered(500));
    expect(await hub.work()).toEqual({ failed: 1 });
    await hub.publish("<rss>newer</rss>");
    await hub.announce();
    hub.answer = () => answered(200);
    hub.wait(10);
    expect(await hub.work()).toEqual({ delivered: 1, superseded: 1 });
    expect(hub.delivered).toEqual([BYTES, "<rss>newer</rss>"]);
  });

  test("is never made after the lease has ended (§5.3.1)", async () => {
    const hub = await subscribedHub(answered(500), { "hub.lease_seconds": "300" });
    await hub.work();
    hub.wait(301);
    hub.answer = () => answered(200);
    expect(await hub.work()).toEqual({ ended: 1 });
    expect(hub.requests).toHaveLength(1);
  });

  test("that is answered with 410 does not end what was renewed meanwhile", async () => {
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
