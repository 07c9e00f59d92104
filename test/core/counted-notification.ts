import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import { answerAtHub } from "../../lambdas/core/hub/answer.ts";
import { Pace } from "../../lambdas/core/hub/pace.ts";
import { enforce } from "../../lambdas/core/hub/subscriptions.ts";
import { verify } from "../../lambdas/core/hub/verify.ts";
import { deliver } from "../../lambdas/core/notification/deliver.ts";
import { distribute } from "../../lambdas/core/notification/distribute.ts";
import { noteUntold } from "../../lambdas/core/notification/told.ts";
import type { Fetch, Message } from "../../lambdas/core/ports.ts";
import { CountingStore } from "./counting-store.ts";

const BASE_URL = "https://courier.example";
const DOCUMENT = "feed.xml";
const TOPIC = `${BASE_URL}/${DOCUMENT}`;
/** SQS takes and gives so many messages a request, where there are as many. */
const MESSAGES_A_REQUEST = 10;
const now = new Date("2026-11-25T12:00:00Z");
const clock = () => now;
const chance = () => 0.5;

/** What telling the world asks of each store and of the queues. */
export interface Notified {
  stores: Record<"state" | "site", CountingStore>;
  /** To send messages, to take them and to end them. */
  queueRequests: number;
  /** Sent to recipients, headers not counted. */
  bytesOut: number;
}

/** Agrees to whatever it is asked, and takes whatever it is sent. */
class World {
  bytesOut = 0;
  readonly fetch: Fetch = async ({ target, body }) => {
    this.bytesOut += body?.length ?? 0;
    const challenge = new URL(target, "http://x.example").searchParams.get("hub.challenge") ?? "";
    return { outcome: "answered", status: 200, retryAfter: undefined, body: Buffer.from(challenge) };
  };
}

class CountedQueue {
  readonly messages: Message[] = [];
  requests = 0;
  send = async (messages: readonly Message[]) => {
    this.messages.push(...messages);
    this.requests += 3 * Math.ceil(messages.length / MESSAGES_A_REQUEST);
  };
}

async function siteWith(documentBytes: number): Promise<MemoryStore> {
  const site = new MemoryStore();
  await site.put(DOCUMENT, new Uint8Array(documentBytes));
  return site;
}

/** One request at the hub, until its subscriber has agreed and it is in force. */
export async function countSubscription(documentBytes: number): Promise<Notified> {
  const stores = {
    state: new CountingStore(new MemoryStore()),
    site: new CountingStore(await siteWith(documentBytes)),
  };
  const queue = new CountedQueue();
  const world = new World();
  const form = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.topic": TOPIC,
    "hub.callback": "https://reader.example/callback/1",
    "hub.secret": "s".repeat(32),
  });
  const ports = { ...stores, clock, verifications: queue, fetch: world.fetch, pace: new Pace(clock), chance };
  const body = (async function* () {
    yield Buffer.from(form.toString());
  })();
  const contentType = "application/x-www-form-urlencoded";
  await answerAtHub(ports, { baseUrl: BASE_URL, reach: "public" }, { method: "POST", contentType, source: "", body });
  for (const message of queue.messages) await verify(ports, BASE_URL, message.body);
  return { stores, queueRequests: queue.requests, bytesOut: world.bytesOut };
}

/** One changed document, until each of so many subscribers has it. */
export async function countFanOut(subscribers: number, documentBytes: number): Promise<Notified> {
  const state = new MemoryStore();
  await noteUntold(state, "websub", DOCUMENT, "what it was before");
  for (let number = 0; number < subscribers; number++) {
    const callback = `https://reader.example/callback/${number}`;
    const requested = now.toISOString();
    await enforce(
      state,
      { mode: "subscribe", topic: TOPIC, callback, requested, leaseSeconds: 864_000, secret: "s".repeat(32) },
      now,
    );
  }
  const stores = { state: new CountingStore(state), site: new CountingStore(await siteWith(documentBytes)) };
  const deliveries = new CountedQueue();
  const world = new World();
  const others = { ledger: new MemoryStore(), settings: stores.state, complain: () => undefined };
  const ports = { ...stores, ...others, clock, chance, fetch: world.fetch, deliveries };
  const announcement = { channel: "websub", documents: [DOCUMENT], changes: [], baseUrl: BASE_URL, hubs: [] };
  const announcements = new CountedQueue();
  await announcements.send([{ body: JSON.stringify(announcement) }]);
  for (const { body } of announcements.messages) await distribute(ports, body);
  for (const { body } of deliveries.messages) await deliver(ports, body);
  return { stores, queueRequests: announcements.requests + deliveries.requests, bytesOut: world.bytesOut };
}
