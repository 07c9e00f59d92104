import type { HttpAnswer, HubPorts } from "../ports.ts";
import { targetOf } from "./callback.ts";
import { readRetryAfter, retryDelaySeconds } from "./retry.ts";
import { signatureOf } from "./signature.ts";
import { isSuccess } from "./status.ts";
import { readSubscription, removeSubscription, type Subscription } from "./subscriptions.ts";

const GONE = 410;

/** What a topic consists of now. */
export interface TopicContent {
  /** The `rel=self` address of the document. */
  topic: string;
  hubs: string[];
  contentType: string;
  bytes: Uint8Array;
}

/** Which attempt this is, counted from 1, and a number from 0 to 1 by chance. */
export interface Attempt {
  attempt: number;
  jitter: number;
}

export type Delivery =
  | { outcome: "delivered" }
  /** There is no such subscription: its lease has ended, it was cancelled, or the subscriber said 410. */
  | { outcome: "ended" }
  /** The subscription stays. `null`: not again before the next update. */
  | { outcome: "failed"; cause: string; retryInSeconds: number | null };

/** Sends one subscriber the whole document (WebSub §7). It never throws for what a subscriber does. */
export async function deliver(
  { state, fetch, clock }: HubPorts,
  key: string,
  content: TopicContent,
  { attempt, jitter }: Attempt,
): Promise<Delivery> {
  const subscription = await readSubscription(state, key, clock());
  if (subscription === undefined) return { outcome: "ended" };
  const { callback } = subscription.value;
  const headers = headersOf(content, subscription.value);
  const answer = await fetch({ method: "POST", ...targetOf(callback), headers, body: content.bytes });

  if (answer.outcome === "answered" && isSuccess(answer.status)) return { outcome: "delivered" };
  if (answer.outcome === "answered" && answer.status === GONE) {
    await removeSubscription(state, key, subscription.version);
    return { outcome: "ended" };
  }
  const retryAfterSeconds = answer.outcome === "answered" ? readRetryAfter(answer.retryAfter, clock()) : undefined;
  const retryInSeconds =
    answer.outcome === "out-of-reach" ? null : retryDelaySeconds({ attempt, retryAfterSeconds, jitter });
  return { outcome: "failed", cause: causeOf(answer), retryInSeconds };
}

function headersOf(
  { topic, hubs, contentType, bytes }: TopicContent,
  { secret }: Subscription,
): Record<string, string> {
  // §7: "The Hub SHOULD combine these headers into a single Link Header".
  const links = [...hubs.map((hub) => `<${hub}>; rel="hub"`), `<${topic}>; rel="self"`];
  return {
    "Content-Type": contentType,
    Link: links.join(", "),
    ...(secret !== undefined && { "X-Hub-Signature": signatureOf(bytes, secret) }),
  };
}

function causeOf(answer: HttpAnswer): string {
  if (answer.outcome === "answered") return `status ${answer.status}`;
  return answer.outcome === "out-of-reach" ? "out of reach" : answer.cause;
}
