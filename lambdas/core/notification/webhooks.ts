import { createHmac } from "node:crypto";
import { targetOf } from "../hub/callback.ts";
import type { HttpAnswer, Store } from "../ports.ts";
import { digestOf, encodeRecord, readUnlessDamaged } from "../record.ts";
import type { Batch, Channel, NotificationPorts, Sent } from "./channel.ts";
import { feedUpdates, newsOf, summaryOf } from "./feed-updates.ts";
import { noteSent } from "./recipient.ts";
import { sentBy } from "./sent-by.ts";
import { ENDPOINTS_FILE, readEndpoints, type WebhookEndpoint } from "./webhook-endpoints.ts";

const NAME = "webhooks";
const GONE = 410;

/** A payload, word for word: it stays the same at every attempt. */
interface WebhookMessage {
  body: string;
}

/**
 * Signed webhooks (Standard Webhooks 1.0.0): tells the endpoints in `webhooks.yaml` which entries of their feeds are
 * new, corrected or withdrawn. In the queue an endpoint goes by a digest of its URL; URL and secret are looked up when
 * it is sent to.
 */
export const webhooks: Channel<WebhookMessage> = {
  hearsOf: "changes",

  async *pages({ settings, ledger, site, complain }, { changes, baseUrl }) {
    const read = await readEndpoints(settings);
    if (read.outcome === "problem") complain(read.problem);
    if (read.outcome !== "endpoints" || read.endpoints.length === 0) return;
    const news = await newsOf(ledger, changes);
    for (const [feed, recipients] of recipientsByFeed(read.endpoints)) {
      const ofFeed = news.filter(({ record }) => record.feeds.includes(feed));
      if (ofFeed.length === 0) continue;
      const bodies = feedUpdates(await summaryOf(site, baseUrl, feed), ofFeed);
      yield bodies.map((body): Batch<WebhookMessage> => ({ subject: { body }, recipients })).toArray();
    }
  },

  async prepare(ports, { body }) {
    const read = await readEndpoints(ports.settings);
    return async (recipient, attempt) => {
      // The file may be in order again by the next attempt.
      if (read.outcome === "problem") return { outcome: "failed", cause: `${ENDPOINTS_FILE} cannot be used` };
      const endpoint = read.outcome === "endpoints" && read.endpoints.find((each) => recipientOf(each) === recipient);
      if (!endpoint || (await isGone(ports.state, endpoint, read.digest))) return { outcome: "ended" };
      const answer = await send(ports, endpoint, body);
      const sent = await outcomeOf(ports, endpoint, read.digest, answer);
      await noteSent(ports.state, NAME, endpoint.url, { sent, attempt, now: ports.clock() });
      return sent;
    };
  },
};

function recipientsByFeed(endpoints: readonly WebhookEndpoint[]): Map<string, string[]> {
  const recipients = new Map<string, string[]>();
  for (const endpoint of endpoints)
    for (const feed of new Set(endpoint.feeds))
      recipients.set(feed, [...(recipients.get(feed) ?? []), recipientOf(endpoint)]);
  return recipients;
}

/** What an endpoint is called in the queue and in the state. */
const recipientOf = ({ url }: WebhookEndpoint) => digestOf(url);

/**
 * Standard Webhooks 1.0.0, "Signature scheme": the HMAC of `{msg_id}.{timestamp}.{payload}`. The id is that of the body, and the same at each
 * attempt; the timestamp is the attempt's, in seconds.
 */
function send({ fetch, clock }: NotificationPorts, { url, key }: WebhookEndpoint, body: string): Promise<HttpAnswer> {
  const id = `msg_${digestOf(body)}`;
  const timestamp = Math.floor(clock().getTime() / 1000);
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = {
    "Content-Type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${signature}`,
  };
  return fetch({ method: "POST", ...targetOf(url), headers, body: new TextEncoder().encode(body) });
}

/** Standard Webhooks 1.0.0, "Delivery success and failure": an endpoint that is gone is sent nothing more, until the operator changes the file. */
async function outcomeOf(
  { state, clock, complain }: NotificationPorts,
  endpoint: WebhookEndpoint,
  digest: string,
  answer: HttpAnswer,
): Promise<Sent> {
  const complainOf = (what: string, remedy: string) => {
    const place = { path: ENDPOINTS_FILE, ...(endpoint.line !== undefined && { line: endpoint.line }) };
    complain({ ...place, cause: `the endpoint at ${new URL(endpoint.url).host} ${what}`, remedy });
  };
  if (answer.outcome === "out-of-reach") complainOf("has no public address", "name one that can be reached");
  if (answer.outcome !== "answered" || answer.status !== GONE) return sentBy(answer, clock());
  await state.put(goneKey(endpoint), encodeRecord({ digest }));
  complainOf(`is gone (status ${GONE}), and is sent nothing more`, "take it out, or change the file to try it again");
  return { outcome: "refused", cause: `status ${GONE}` };
}

/** Whether an endpoint has said that it is gone since the file, by its digest, became what it is. */
async function isGone(state: Store, endpoint: WebhookEndpoint, digest: string): Promise<boolean> {
  return (await readUnlessDamaged<{ digest: string }>(state, goneKey(endpoint)))?.value.digest === digest;
}

const goneKey = (endpoint: WebhookEndpoint) => `gone/${NAME}/${recipientOf(endpoint)}.json`;
