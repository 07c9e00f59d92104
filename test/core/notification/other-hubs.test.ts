import { expect, test } from "vitest";
import { recipientsOf } from "../../../lambdas/core/notification/recipient.ts";
import { answered, BASE_URL, TestHub, TOPIC } from "../hub/subscriber.ts";

const HUBS = [`${BASE_URL}/hub`, "https://hub.example/publish?key=a%20b", "https://other.example/"];

async function hubWithOthers() {
  const hub = new TestHub(() => answered(204));
  await hub.publish("<rss/>");
  const announce = (documents: string[] | "any" = ["feed.xml"]) =>
    hub.announce(documents, { channel: "hubs", hubs: HUBS });
  return { hub, announce };
}

test("every further hub gets a ping with hub.url and hub.topic for each document that has changed, our own gets none", async () => {
  const { hub, announce } = await hubWithOthers();
  await announce();
  expect(await hub.work()).toEqual({ delivered: 2 });
  expect(hub.requests.map(({ origin, target }) => origin + target).sort()).toEqual(HUBS.slice(1));
  const topic = encodeURIComponent(TOPIC);
  expect(hub.requests[0]).toMatchObject({
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  expect(hub.delivered[0]).toBe(`hub.mode=publish&hub.url=${topic}&hub.topic=${topic}`);
});

test("the same bytes are never pinged for twice; after a doubtful run those of the site are compared", async () => {
  const { hub, announce } = await hubWithOthers();
  await announce("any");
  expect(await hub.work()).toEqual({ delivered: 2 });
  await announce();
  await announce("any");
  expect(await hub.work()).toEqual({});
  await hub.publish("<rss>2</rss>");
  await announce("any");
  expect(await hub.work()).toEqual({ delivered: 2 });
});

test("a hub that fails is pinged again, keeps no other from being pinged, and is reported with the cause and without its address", async () => {
  const { hub, announce } = await hubWithOthers();
  hub.answer = ({ origin }) => answered(origin === "https://hub.example" ? 503 : 200);
  await announce();
  expect(await hub.work()).toEqual({ delivered: 1, failed: 1 });
  const report = async () => (await Array.fromAsync(recipientsOf(hub.state, "hubs"))).sort((a, b) => (a.host < b.host ? -1 : 1)); // prettier-ignore
  expect(await report()).toEqual([
    { host: "hub.example", failing: { since: "2026-11-25T12:00:00.000Z", cause: "status 503", attempt: 1 } },
    { host: "other.example", delivered: "2026-11-25T12:00:00.000Z" },
  ]);
  hub.answer = () => answered(204);
  hub.wait(10);
  expect(await hub.work()).toEqual({ delivered: 1 });
  expect((await report())[0]).not.toHaveProperty("failing");
});

test("a ping for what has changed again is left to the newer one, and made after all when the document goes back before that is announced", async () => {
  const { hub, announce } = await hubWithOthers();
  hub.answer = () => answered(500);
  await announce();
  await hub.work();
  await hub.publish("<rss>2</rss>");
  hub.wait(10);
  expect(await hub.work()).toEqual({ superseded: 2 });
  hub.answer = () => answered(204);
  await hub.publish("<rss/>");
  await announce();
  expect(await hub.work()).toEqual({ delivered: 2 });
});

test("a damaged record of how a hub fares is written anew: its pings are delivered, and tried again, as ever", async () => {
  const { hub, announce } = await hubWithOthers();
  await announce();
  await hub.work();
  for await (const { key } of hub.state.list("recipients/")) await hub.state.put(key, Buffer.from("{"));
  await hub.publish("<rss>2</rss>");
  await announce();
  expect(await hub.work()).toEqual({ delivered: 2 });
  expect(await Array.fromAsync(recipientsOf(hub.state, "hubs"))).toHaveLength(2);
});
