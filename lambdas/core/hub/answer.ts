import type { Clock, Files, Outbox, Store } from "../ports.ts";
import type { Reach } from "./callback-address.ts";
import { admit, type Waiting } from "./pending.ts";
import { MAX_REQUEST_BYTES, readSubscriptionRequest, type HubRules } from "./subscription-request.ts";
import type { PendingRequest } from "./subscriptions.ts";
import { documentOfTopic } from "./topic.ts";

const DAY_SECONDS = 86_400;
/** Long enough that a reader which renews once a day never lapses; whoever is dead is forgotten within a month. */
const LEASES = { defaultSeconds: 10 * DAY_SECONDS, maximumSeconds: 30 * DAY_SECONDS };
const TOO_MANY_SECONDS = 60;

export interface HubDoorPorts {
  state: Store;
  site: Pick<Files, "get">;
  clock: Clock;
  verifications: Outbox;
}

export interface HubRequest {
  method: string;
  contentType: string | undefined;
  /** Who sent it, as far as can be told: an address. */
  source: string;
  body: AsyncIterable<Uint8Array>;
}

export interface HubAnswer {
  status: number;
  headers: Record<string, string>;
  /** One line of plain text. */
  body: string;
}

/**
 * Answers a request at the hub: 202 once the request is safe in the queue, whatever its verification will bring, or what is
 * wrong with it (WebSub §5.1). Nobody outside can make it distribute anything.
 */
export async function answerAtHub(
  ports: HubDoorPorts,
  { baseUrl, reach }: { baseUrl: string; reach: Reach },
  { method, contentType, source, body }: HubRequest,
): Promise<HubAnswer> {
  if (method !== "POST")
    return say(405, "This is a WebSub hub (https://www.w3.org/TR/websub/): subscribe with a POST.", { Allow: "POST" });
  const { state, site, clock, verifications } = ports;
  const rules: HubRules = {
    leases: LEASES,
    reach,
    isTopic: async (address) => {
      const document = documentOfTopic(baseUrl, address);
      return document !== undefined && (await site.get(document)) !== undefined;
    },
  };
  const read = await readSubscriptionRequest(contentType, await readBody(body), rules);
  if (read.outcome === "refused") return say(read.status, read.reason);

  const request: PendingRequest = { ...read.request, requested: clock().toISOString() };
  const admitted = await admit(state, request, source);
  if (admitted.outcome === "too-many")
    return say(429, "too many requests wait to be verified; try again in a minute", { "Retry-After": String(TOO_MANY_SECONDS) }); // prettier-ignore
  const waiting: Waiting = { request, marks: admitted.marks, attempt: 1 };
  await verifications.send([{ body: JSON.stringify(waiting) }]);
  return say(202, "The request will be verified.");
}

/** Stops reading once it is too long: `readSubscriptionRequest` refuses it by its length. */
async function readBody(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let lengthBytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    lengthBytes += chunk.byteLength;
    if (lengthBytes > MAX_REQUEST_BYTES) break;
  }
  return Buffer.concat(chunks);
}

function say(status: number, line: string, headers: Record<string, string> = {}): HubAnswer {
  const common = { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" };
  return { status, headers: { ...common, "Cache-Control": "no-store", ...headers }, body: `${line}\n` };
}
