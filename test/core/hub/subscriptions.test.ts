import { expect, test } from "vitest";
import { MemoryStore } from "../../../lambdas/adapters/memory-store.ts";
import {
  allSubscriptions,
  enforce,
  readSubscription,
  removeSubscription,
  subscriberOf,
  subscribersOf,
  subscriptionKey,
} from "../../../lambdas/core/hub/subscriptions.ts";
import { CALLBACK, KEY, pending, TOPIC } from "./subscriber.ts";

const noon = new Date("2026-11-25T12:00:00Z");
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const keysOf = (state: MemoryStore, topic: string) => Array.fromAsync(subscribersOf(state, topic));

test("§5.1 topic and callback together make a subscription, whatever else the same callback is subscribed to", async () => {
  const state = new MemoryStore();
  await enforce(state, pending(), noon);
  await enforce(state, pending({ callback: `${CALLBACK}&c` }), noon);
  await enforce(state, { ...pending(), topic: "https://news.example/atom.xml" }, noon);
  expect(await keysOf(state, TOPIC)).toHaveLength(2);
  expect(await keysOf(state, "https://news.example/atom.xml")).toHaveLength(1);
  await enforce(state, pending({ mode: "unsubscribe" }), noon);
  expect(await keysOf(state, TOPIC)).toEqual([subscriberOf(`${CALLBACK}&c`)]);
});

test("§5.3.1 a lease ends to the second, measured from the verification", async () => {
  const state = new MemoryStore();
  await enforce(state, pending({ leaseSeconds: 3600 }), noon);
  expect(await readSubscription(state, KEY, later(3599.9))).toMatchObject({ value: { callback: CALLBACK } });
  expect(await readSubscription(state, KEY, later(3600))).toBeUndefined();
  expect(await keysOf(state, TOPIC)).toEqual([]);
});

test("a request that is verified late changes nothing that a later request has brought about", async () => {
  const state = new MemoryStore();
  await enforce(state, pending({ secret: "second", requested: "2026-11-25T12:00:01.000Z" }), noon);
  await enforce(state, pending({ secret: "first", requested: "2026-11-25T12:00:00.999Z" }), noon);
  await enforce(state, pending({ mode: "unsubscribe", requested: "2026-11-25T12:00:00.500Z" }), noon);
  expect(await readSubscription(state, KEY, noon)).toMatchObject({ value: { secret: "second" } });
});

test("of 100 subscribers who are verified at once none is lost, and of one that is verified 20 times the last request stays", async () => {
  const state = new MemoryStore();
  await Promise.all(
    Array.from({ length: 100 }, (_, index) => enforce(state, pending({ callback: `${CALLBACK}${index}` }), noon)),
  );
  expect(await keysOf(state, TOPIC)).toHaveLength(100);
  const requests = Array.from({ length: 20 }, (_, index) =>
    pending({ secret: `${index}`, requested: `2026-11-25T12:00:${String(index).padStart(2, "0")}.000Z` }),
  );
  for (const order of [requests, requests.toReversed()]) {
    const one = new MemoryStore();
    await Promise.all(order.map((request) => enforce(one, request, noon)));
    expect(await readSubscription(one, KEY, noon)).toMatchObject({ value: { secret: "19" } });
  }
});

test("a subscription that was renewed since it was read is not removed", async () => {
  const state = new MemoryStore();
  await enforce(state, pending(), noon);
  const { version } = (await readSubscription(state, KEY, noon))!;
  await enforce(state, pending(), later(1));
  await removeSubscription(state, KEY, version);
  expect(await readSubscription(state, KEY, noon)).toBeDefined();
});

test("neither callback nor topic can be read from a key", () => {
  expect(KEY).toMatch(/^subscriptions\/[0-9a-f]{64}\/[0-9a-f]{64}$/);
});

test("a list of all subscriptions passes over one that is damaged, and one whose lease has ended", async () => {
  const state = new MemoryStore();
  for (const [name, leaseSeconds] of [
    ["a", 60],
    ["b", 3600],
    ["c", 3600],
  ] as const)
    await enforce(state, pending({ callback: `${CALLBACK}${name}`, leaseSeconds }), noon);
  await state.put(subscriptionKey(TOPIC, subscriberOf(`${CALLBACK}b`)), Buffer.from("{"));
  const all = await Array.fromAsync(allSubscriptions(state, later(60)), ({ callback }) => callback);
  expect(all).toEqual([`${CALLBACK}c`]);
});
