import { urlOf } from "../feed/feed-name.ts";
import { feedMediaType } from "../feed/media-type.ts";
import type { Channel, NotificationPorts, Send } from "../notification/channel.ts";
import { chunksOf } from "../notification/chunks.ts";
import { currentVersion, versionToTell, type DocumentVersion } from "../notification/document-version.ts";
import { failingAfter } from "../notification/failing.ts";
import { sentBy } from "../notification/sent-by.ts";
import { beginTelling, noteTold, readTold, toldDocuments } from "../notification/told.ts";
import { targetOf } from "./callback.ts";
import { linkHeader } from "./link-header.ts";
import { signatureOf } from "./signature.ts";
import { noteFailing, readSubscription, removeSubscription, subscribersOf, subscriptionKey } from "./subscriptions.ts";
import { announceDenial } from "./verification.ts";

const NAME = "websub";
const GONE = 410;
/** How many subscribers one message holds: its document is read once for all of them. */
const BATCH = 100;
/** How many subscribers are put into the queue together. */
const PAGE = 10 * BATCH;

/** One version of the document behind a topic. */
interface TopicVersion extends DocumentVersion {
  /** The `rel=self` address of the document. */
  topic: string;
  hubs: string[];
}

/** Content distribution (WebSub §7): every subscriber of a topic gets the whole document when its bytes have changed. */
export const contentDistribution: Channel<TopicVersion> = {
  hearsOf: "documents",

  async *pages({ state, site, clock }, { documents, baseUrl, hubs }) {
    const changed = documents === "any" ? toldDocuments(state, NAME) : documents.map((document) => ({ document }));
    for await (const { document } of changed) {
      // Nobody has ever subscribed to most documents.
      const before = await readTold(state, NAME, document);
      if (!before) continue;
      const { digest } = await currentVersion(site, document);
      if (before.digest === digest) continue;
      const topic = urlOf(baseUrl, document);
      const begun = await beginTelling(state, NAME, { document, digest }, before);
      let recipients = 0;
      for await (const page of subscribersInPages(state, topic)) {
        const batches = [...chunksOf(page, BATCH)];
        yield batches.map((batch) => ({ subject: { topic, document, digest, hubs }, recipients: batch }));
        recipients += page.length;
      }
      await noteTold(state, NAME, { document, digest, when: clock().toISOString(), recipients }, begun);
    }
  },

  async prepare(ports, subject) {
    const version = await versionToTell(ports, NAME, subject);
    if (!version) return undefined;
    if (!version.bytes) return (subscriber) => deny(ports, subject, subscriber);
    return sendDocument(ports, subject, version.bytes);
  },
};

async function* subscribersInPages(state: NotificationPorts["state"], topic: string): AsyncGenerator<string[]> {
  let page: string[] = [];
  for await (const subscriber of subscribersOf(state, topic)) {
    page.push(subscriber);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function sendDocument(
  { state, fetch, clock }: NotificationPorts,
  { topic, document, hubs }: TopicVersion,
  bytes: Uint8Array,
): Send {
  const folder = subscriptionKey(topic, "");
  // §7: "The Hub SHOULD combine these headers into a single Link Header".
  const common = { "Content-Type": feedMediaType(document), Link: linkHeader(topic, hubs) };

  return async (subscriber, attempt) => {
    const key = folder + subscriber;
    const subscription = await readSubscription(state, key, clock());
    if (!subscription) return { outcome: "ended" };
    const { callback, secret } = subscription.value;
    const headers = { ...common, ...(secret !== undefined && { "X-Hub-Signature": signatureOf(bytes, secret) }) };
    const answer = await fetch({ method: "POST", ...targetOf(callback), headers, body: bytes });

    if (answer.outcome === "answered" && answer.status === GONE) {
      await removeSubscription(state, key, subscription.version);
      return { outcome: "ended" };
    }
    const sent = sentBy(answer, clock());
    const before = subscription.value.failing;
    const failing = failingAfter(before, { sent, attempt, now: clock() });
    // Most deliveries succeed after another that did, and cost no write.
    if (failing || before) await noteFailing(state, key, subscription, failing);
    return sent;
  };
}

/** A feed that is no more has no subscribers, and they are told so (WebSub §5.2). */
async function deny(
  { state, fetch, clock }: NotificationPorts,
  { topic }: TopicVersion,
  subscriber: string,
): Promise<{ outcome: "ended" }> {
  const key = subscriptionKey(topic, subscriber);
  const subscription = await readSubscription(state, key, clock());
  if (!subscription) return { outcome: "ended" };
  await announceDenial(fetch, subscription.value, "this feed is no more");
  await removeSubscription(state, key, subscription.version);
  return { outcome: "ended" };
}
