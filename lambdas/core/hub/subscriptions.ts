import type { Failing } from "../notification/failing.ts";
import type { Store, Version } from "../ports.ts";
import { DamagedRecord, digestOf, encodeRecord, readRecord, readUnlessDamaged, type Read } from "../record.ts";
import type { SubscriptionRequest } from "./subscription-request.ts";

const FOLDER = "subscriptions/";

/** One for each topic and callback, in a record of its own: any number may come and go at once. */
export interface Subscription {
  topic: string;
  callback: string;
  secret?: string;
  /** Moment at which the lease ends, in RFC 3339. */
  expires: string;
  requested: string;
  /** Since when nothing could be delivered. */
  failing?: Failing;
}

/** A request that waits to be verified, and when it was made, in RFC 3339 with milliseconds. */
export type PendingRequest = SubscriptionRequest & { requested: string };

/** What a subscriber is called among those of its topic. */
export function subscriberOf(callback: string): string {
  return digestOf(callback);
}

/** Where the subscription of a topic is kept. */
export function subscriptionKey(topic: string, subscriber: string): string {
  return `${FOLDER}${digestOf(topic)}/${subscriber}`;
}

/** All that may be subscribed to a topic. Who reads one looks whether its lease has ended. */
export async function* subscribersOf(state: Store, topic: string): AsyncGenerator<string> {
  const folder = subscriptionKey(topic, "");
  for await (const { key } of state.list(folder)) yield key.slice(folder.length);
}

/** Every subscription that can be read and whose lease has not ended, topic by topic. */
export async function* allSubscriptions(state: Store, now: Date): AsyncGenerator<Subscription> {
  for await (const { key } of state.list(FOLDER)) {
    const found = await readUnlessDamaged<Subscription>(state, key);
    if (found && now < new Date(found.value.expires)) yield found.value;
  }
}

/** A subscription; one whose lease has ended is put away and is none (WebSub §5.3.1: "MUST enforce lease expirations"). */
export async function readSubscription(state: Store, key: string, now: Date): Promise<Read<Subscription> | undefined> {
  const found = await readRecord<Subscription>(state, key);
  if (found === undefined || now < new Date(found.value.expires)) return found;
  await removeSubscription(state, key, found.version);
  return undefined;
}

/**
 * Makes a verified request the state of its topic and callback: lease, secret or the lack of one, or no subscription at all
 * (WebSub §5.1). Verification may overtake: a request that was made before the one now in force changes nothing.
 *
 * @param asked when the verification was sent, which the lease is measured from (§5.3)
 */
export async function enforce(state: Store, request: PendingRequest, asked: Date): Promise<void> {
  const key = subscriptionKey(request.topic, subscriberOf(request.callback));
  for (;;) {
    const before = await readRecord<Subscription>(state, key).catch(async (error: unknown) => {
      // Whoever renews a damaged subscription makes it anew.
      if (!(error instanceof DamagedRecord)) throw error;
      await state.delete(key);
    });
    if (before && before.value.requested > request.requested) return;
    if (request.mode === "unsubscribe") return state.delete(key);
    const bytes = encodeRecord(subscriptionOf(request, asked));
    const written = await state.put(key, bytes, before ? { ifVersion: before.version } : "if-absent");
    if (written.outcome === "written") return;
  }
}

/** Remembers how deliveries to a subscriber fare, unless it has been renewed since it was read. */
export async function noteFailing(
  state: Store,
  key: string,
  { value, version }: Read<Subscription>,
  failing: Failing | undefined,
): Promise<void> {
  const { failing: _, ...rest } = value;
  await state.put(key, encodeRecord({ ...rest, ...(failing && { failing }) }), { ifVersion: version });
}

/** Ends a subscription, unless it has been renewed since it was read. */
export async function removeSubscription(state: Store, key: string, version: Version): Promise<void> {
  if ((await state.get(key))?.version === version) await state.delete(key);
}

function subscriptionOf(request: PendingRequest & { mode: "subscribe" }, asked: Date): Subscription {
  const { topic, callback, secret, leaseSeconds, requested } = request;
  const expires = new Date(asked.getTime() + leaseSeconds * 1000).toISOString();
  return { topic, callback, ...(secret !== undefined && { secret }), expires, requested };
}
