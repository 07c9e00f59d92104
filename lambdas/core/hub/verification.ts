import { isSuccess } from "../notification/status.ts";
import type { Fetch } from "../ports.ts";
import { targetOf, withParameters } from "./callback.ts";
import { isEcho, newChallenge } from "./challenge.ts";
import type { PendingRequest } from "./subscriptions.ts";

export type Verification =
  | { outcome: "verified" }
  /** The subscriber does not want it: another status than 2xx, redirects too, or another body than the challenge. */
  | { outcome: "refused"; status: number }
  | { outcome: "out-of-reach" }
  /** Nothing was sent: its host has enough to do. */
  | { outcome: "busy" }
  /** Nobody is there. */
  | { outcome: "unanswered"; cause: string };

/** Asks a callback whether its owner sent the request: yes is a 2xx with exactly the challenge (WebSub §5.3). */
export async function verifyIntent(
  fetch: Fetch,
  request: PendingRequest,
  challenge: string = newChallenge(),
): Promise<Verification> {
  const answer = await ask(fetch, request.callback, {
    "hub.mode": request.mode,
    "hub.topic": request.topic,
    "hub.challenge": challenge,
    ...(request.mode === "subscribe" && { "hub.lease_seconds": String(request.leaseSeconds) }),
  });
  if (answer.outcome !== "answered") return answer;
  const { status, body } = answer;
  return isSuccess(status) && isEcho(challenge, body) ? { outcome: "verified" } : { outcome: "refused", status };
}

/** Tells a subscriber that there is, or will be, no subscription (WebSub §5.2). What it answers changes nothing. */
export async function announceDenial(
  fetch: Fetch,
  { callback, topic }: { callback: string; topic: string },
  reason: string,
): Promise<void> {
  await ask(fetch, callback, { "hub.mode": "denied", "hub.topic": topic, "hub.reason": reason });
}

function ask(fetch: Fetch, callback: string, parameters: Record<string, string>) {
  return fetch({ method: "GET", ...targetOf(withParameters(callback, parameters)) });
}
