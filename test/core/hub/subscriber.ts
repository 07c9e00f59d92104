import { MemoryQueue } from "../../../lambdas/adapters/memory-queue.ts";
import { MemoryStore } from "../../../lambdas/adapters/memory-store.ts";
import { answerAtHub } from "../../../lambdas/core/hub/answer.ts";
import type { Reach } from "../../../lambdas/core/hub/callback-address.ts";
import { Pace } from "../../../lambdas/core/hub/pace.ts";
import {
  readSubscription,
  subscriberOf,
  subscriptionKey,
  type PendingRequest,
} from "../../../lambdas/core/hub/subscriptions.ts";
import { verify, type VerifyPorts } from "../../../lambdas/core/hub/verify.ts";
import { deliver, type DeliveryPorts, type Outcomes } from "../../../lambdas/core/notification/deliver.ts";
import { distribute } from "../../../lambdas/core/notification/distribute.ts";
import type { HttpAnswer, HttpRequest, Queue } from "../../../lambdas/core/ports.ts";

export const BASE_URL = "https://news.example";
export const TOPIC = `${BASE_URL}/feed.xml`;
export const CALLBACK = "https://reader.example/cb?a=%20&b='x'";
export const KEY = subscriptionKey(TOPIC, subscriberOf(CALLBACK));
const SILENCE_SECONDS = 60;

type Answer = (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;

export const answered = (status: number, body = "", retryAfter?: string): HttpAnswer => ({
  outcome: "answered",
  status,
  retryAfter,
  body: Buffer.from(body),
});

/** A subscriber that agrees to everything. */
export const agree: Answer = ({ target }) =>
  answered(200, new URL(target, "http://x.example").searchParams.get("hub.challenge") ?? "");

/** A hub in memory, whose clock stands still, whose chance is always the same, and whose subscribers answer as they are told. */
export class TestHub {
  now = new Date("2026-11-25T12:00:00Z");
  readonly requests: HttpRequest[] = [];
  readonly clock = () => this.now;
  readonly state = new MemoryStore();
  readonly site = new MemoryStore();
  readonly ledger = new MemoryStore();
  readonly verifications = new MemoryQueue(this.clock, SILENCE_SECONDS);
  readonly announcements = new MemoryQueue(this.clock, SILENCE_SECONDS);
  readonly deliveries = new MemoryQueue(this.clock, SILENCE_SECONDS);
  answer: Answer;
  reach: Reach = "public";
  readonly ports: VerifyPorts & DeliveryPorts;

  constructor(answer: Answer = agree) {
    this.answer = answer;
    const { clock, state, site, ledger, verifications, deliveries } = this;
    const fetch = async (request: HttpRequest) => {
      this.requests.push(request);
      return this.answer(request);
    };
    const operator = { settings: state, complain: () => undefined };
    const [pace, chance] = [new Pace(clock), () => 0.5];
    this.ports = { clock, chance, state, site, ledger, fetch, ...operator, verifications, deliveries, pace };
  }

  wait(seconds: number) {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  publish(text: string, document = "feed.xml") {
    return this.site.put(document, Buffer.from(text));
  }

  /** What the hub answers to a form. */
  post(
    form: Record<string, string> | string,
    { source = "192.0.2.1", contentType = "application/x-www-form-urlencoded" } = {},
  ) {
    const body = Buffer.from(new URLSearchParams(form).toString());
    const request = { method: "POST", contentType, source, body: ReadableStream.from([body]) };
    return answerAtHub(this.ports, { baseUrl: BASE_URL, reach: this.reach }, request);
  }

  subscribe(callback = CALLBACK, more: Record<string, string> = {}) {
    return this.post({ "hub.mode": "subscribe", "hub.callback": callback, "hub.topic": TOPIC, ...more });
  }

  /** Says to the channel what a run of the publisher would. */
  announce(documents: string[] | "any" = ["feed.xml"], more: object = {}) {
    const hubs = [`${BASE_URL}/hub`];
    const announcement = { channel: "websub", documents, changes: [], baseUrl: BASE_URL, hubs, ...more };
    return this.announcements.send([{ body: JSON.stringify(announcement) }]);
  }

  /** Works at all queues until nothing is due. */
  async work(): Promise<Outcomes> {
    const all: Record<string, number> = {};
    for (let worked = true; worked;) {
      worked = await this.#workAt(this.verifications, (body) => verify(this.ports, BASE_URL, body));
      worked = (await this.#workAt(this.announcements, (body) => distribute(this.ports, body))) || worked;
      const delivered = this.#workAt(this.deliveries, async (body) => {
        for (const [outcome, count] of Object.entries(await deliver(this.ports, body)))
          all[outcome] = (all[outcome] ?? 0) + count;
      });
      worked = (await delivered) || worked;
    }
    return all;
  }

  async #workAt(queue: Queue, handle: (body: string) => Promise<unknown>): Promise<boolean> {
    const taken = await queue.take(100);
    for (const one of taken) {
      await handle(one.body);
      await queue.done(one);
    }
    return taken.length > 0;
  }

  subscription(callback = CALLBACK, topic = TOPIC) {
    return readSubscription(this.state, subscriptionKey(topic, subscriberOf(callback)), this.now);
  }

  /** The documents that were sent, as text, in the order in which they were. */
  get delivered(): string[] {
    return this.requests.flatMap(({ method, body }) => (method === "POST" && body ? Buffer.from(body).toString() : []));
  }
}

/** What the feed of a `subscribedHub` has become. */
export const BYTES = "<rss>é</rss>";

/** A hub with one subscriber, who was verified before the feed changed to `BYTES` and answers deliveries as told. */
export async function subscribedHub(answer: HttpAnswer = answered(204), more: Record<string, string> = {}) {
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

export function pending(
  changes: {
    mode?: "subscribe" | "unsubscribe";
    callback?: string;
    leaseSeconds?: number;
    secret?: string;
    requested?: string;
  } = {},
): PendingRequest {
  const common = { callback: CALLBACK, topic: TOPIC, requested: "2026-11-25T11:59:59.000Z" };
  return { mode: "subscribe", leaseSeconds: 3600, ...common, ...changes };
}
