import type { Reach } from "./callback-address.ts";
import { faultOfCallback } from "./callback.ts";

const CONTENT_TYPE = "application/x-www-form-urlencoded";
/** Ample for two addresses and a secret; whoever reads the body stops here. */
export const MAX_REQUEST_BYTES = 16 * 1024;
/** WebSub §5.1: a secret "MUST be less than 200 bytes in length". */
const SECRET_BYTES = 200;
const PARAMETERS = ["hub.mode", "hub.callback", "hub.topic", "hub.lease_seconds", "hub.secret"] as const;

/** How long a subscription may last. None is for ever (WebSub §5.3.1). */
interface Leases {
  /** For those who ask for none. */
  defaultSeconds: number;
  maximumSeconds: number;
}

export type SubscriptionRequest =
  | { mode: "subscribe"; callback: string; topic: string; leaseSeconds: number; secret?: string }
  | { mode: "unsubscribe"; callback: string; topic: string };

export type ReadRequest =
  | { outcome: "accepted"; request: SubscriptionRequest }
  | { outcome: "refused"; status: 400 | 413 | 415; reason: string };

export interface HubRules {
  leases: Leases;
  reach: Reach;
  /** Whether this is the `rel=self` address of a document of ours. */
  isTopic(address: string): Promise<boolean>;
}

/**
 * Reads the body of a POST to the hub: a request to subscribe or unsubscribe, or one line of plain text that says what is
 * wrong with it (WebSub §5.1). Parameters that the hub does not know are ignored.
 */
export async function readSubscriptionRequest(
  contentType: string | undefined,
  body: Uint8Array,
  rules: HubRules,
): Promise<ReadRequest> {
  if (contentType?.split(";")[0]?.trim().toLowerCase() !== CONTENT_TYPE)
    return refused(`the Content-Type must be ${CONTENT_TYPE}`, 415);
  if (body.byteLength > MAX_REQUEST_BYTES) return refused(`the request is over ${MAX_REQUEST_BYTES} bytes`, 413);

  const form = new URLSearchParams(new TextDecoder().decode(body));
  const [mode, callback, topic, lease, secret] = PARAMETERS.map((name) => form.get(name) || undefined);
  const fault = faultOfForm(form);
  if (fault !== undefined) return refused(fault);
  if (mode !== "subscribe" && mode !== "unsubscribe") return refused("hub.mode must be subscribe or unsubscribe");
  if (callback === undefined) return refused("hub.callback is missing");
  if (topic === undefined) return refused("hub.topic is missing");
  const faultyCallback = faultOfCallback(callback, rules.reach);
  if (faultyCallback !== undefined) return refused(faultyCallback);
  // Lease and secret mean nothing here, and a feed that is gone can still be left.
  if (mode === "unsubscribe") return { outcome: "accepted", request: { mode, callback, topic } };

  if (!(await rules.isTopic(topic))) return refused("hub.topic is not the address of a feed of this publication");
  if (lease !== undefined && !/^0*[1-9][0-9]*$/.test(lease))
    return refused("hub.lease_seconds must be a positive whole number");
  if (secret !== undefined && Buffer.byteLength(secret) >= SECRET_BYTES)
    return refused(`hub.secret must be less than ${SECRET_BYTES} bytes long`);
  const leaseSeconds = leaseWithin(rules.leases, lease);
  return {
    outcome: "accepted",
    request: { mode, callback, topic, leaseSeconds, ...(secret !== undefined && { secret }) },
  };
}

function faultOfForm(form: URLSearchParams): string | undefined {
  for (const name of PARAMETERS) {
    const values = form.getAll(name);
    if (values.length > 1) return `${name} is repeated`;
    // What a decoder leaves in place of bytes that it cannot read: a secret with it would sign wrongly.
    if (values[0]?.includes("\uFFFD")) return `${name} is not UTF-8`;
  }
  return form.get("hub.mode") ? undefined : "hub.mode is missing";
}

function leaseWithin({ defaultSeconds, maximumSeconds }: Leases, asked: string | undefined): number {
  if (asked === undefined) return defaultSeconds;
  return Math.min(Number(asked), maximumSeconds);
}

function refused(reason: string, status: 400 | 413 | 415 = 400): ReadRequest {
  return { outcome: "refused", status, reason };
}
