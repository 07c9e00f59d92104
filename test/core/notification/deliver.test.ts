import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { MemoryStore } from "../../../lambdas/adapters/memory-store.ts";
import { enforce, subscriberOf, subscriptionKey } from "../../../lambdas/core/hub/subscriptions.ts";
import { deliver, encodeDelivery } from "../../../lambdas/core/notification/deliver.ts";
import type { Fetch, Message } from "../../../lambdas/core/ports.ts";
import { digestOf } from "../../../lambdas/core/record.ts";

const TOPIC = "https://courier.example/feed.xml";
const CALLBACKS = ["/one", "/two", "/three"].map((path) => `https://reader.example${path}`);
const BYTES = Buffer.from("<rss/>");
const now = new Date("2026-11-25T12:00:00Z");

/** A store in which some records cannot be read. */
class Store extends MemoryStore {
  readonly damaged = new Set<string>();
  override async get(key: string) {
    if (this.damaged.has(key)) throw new Error("out of reach");
    return super.get(key);
  }
}

let state: Store;
let told: string[];
let sent: Message[];
const fetch: Fetch = async ({ target }) => {
  await sleep(10);
  told.push(target);
  return { outcome: "answered", status: 200, retryAfter: undefined, body: Buffer.from("") };
};
const keyOf = (callback: string) => subscriptionKey(TOPIC, subscriberOf(callback));

beforeEach(async () => {
  [state, told, sent] = [new Store(), [], []];
  for (const callback of CALLBACKS) {
    const request = { mode: "subscribe", topic: TOPIC, callback, leaseSeconds: 3600 } as const;
    await enforce(state, { ...request, requested: now.toISOString() }, now);
  }
});

async function deliverToAll() {
  const site = new MemoryStore();
  await site.put("feed.xml", BYTES);
  const deliveries = { send: async (messages: readonly Message[]) => void sent.push(...messages) };
  const operator = { settings: state, complain: () => undefined };
  const ports = {
    state,
    site,
    fetch,
    clock: () => now,
    chance: () => 0.5,
    ledger: new MemoryStore(),
    ...operator,
    deliveries,
  };
  const subject = { topic: TOPIC, document: "feed.xml", digest: digestOf(BYTES), hubs: [] };
  const recipients = CALLBACKS.map(subscriberOf);
  return deliver(ports, encodeDelivery({ channel: "websub", subject, recipients, attempt: 1 }).body);
}

test("a recipient whose record cannot be read comes again, alone; the others are told, once", async () => {
  state.damaged.add(keyOf(CALLBACKS[1]!));
  expect(await deliverToAll()).toEqual({ delivered: 2, "put-off": 1 });
  expect(told.sort()).toEqual(["/one", "/three"]);
  expect(sent.map(({ body, delaySeconds }) => [JSON.parse(body), delaySeconds])).toEqual([
    [expect.objectContaining({ recipients: [subscriberOf(CALLBACKS[1]!)], attempt: 1 }), 2],
  ]);
});

test("when none can be read, the message fails as a whole, and nothing of it is put into the queue", async () => {
  for (const callback of CALLBACKS) state.damaged.add(keyOf(callback));
  await expect(deliverToAll()).rejects.toThrow("out of reach");
  expect(sent).toEqual([]);
});
