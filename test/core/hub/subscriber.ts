import { MemoryStore } from "../../../lambdas/adapters/memory-store.ts";
import { subscriptionKey, type PendingRequest } from "../../../lambdas/core/hub/subscriptions.ts";
import type { HttpAnswer, HttpRequest, HubPorts } from "../../../lambdas/core/ports.ts";

export const TOPIC = "https://news.example/feed.xml";
export const CALLBACK = "https://reader.example/cb?a=%20&b='x'";
export const KEY = subscriptionKey({ topic: TOPIC, callback: CALLBACK });

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

/** A hub whose clock stands still and whose subscriber answers as it is told. */
export function hubWith(answer: Answer = agree) {
  const requests: HttpRequest[] = [];
  let now = new Date("2026-11-25T12:00:00Z");
  const ports: HubPorts = {
    state: new MemoryStore(),
    clock: () => now,
    fetch: async (request) => {
      requests.push(request);
      return answer(request);
    },
  };
  return { ports, requests, wait: (seconds: number) => (now = new Date(now.getTime() + seconds * 1000)) };
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
