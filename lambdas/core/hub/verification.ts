import type { Fetch, HubPorts } from "../ports.ts";
import { targetOf, withParameters } from "./callback.ts";
import { isEcho, newChallenge } from "./challenge.ts";
import { isSuccess } from "./status.ts";
import { enforce, type PendingRequest } from "./subscriptions.ts";

export type Verification =
  | { outcome: "verified" }
  /** The subscriber does not want it: another status than 2xx, redirects too, or another body than the challenge. */
  | { outcome: "refused"; status: number }
  | { outcome: "out-of-reach" }
  /** Nobody is there: the only outcome that another attempt may change. */
  | { outcome: "unanswered"; cause: string };

/**
 * Asks the callback whether its owner sent the request, and carries the request out when the answer is a 2xx with exactly
 * the challenge (WebSub §5.3). Whatever else happens leaves the subscription as it was (§5.1).
 */
export async function verifyIntent(
  { state, fetch, clock }: HubPorts,
  request: PendingRequest,
  challenge: string = newChallenge(),
): Promise<Verification> {
  const asked = clock();
  const answer = await ask(fetch, request.callback, {
    "hub.mode": request.mode,
    "hub.topic": request.topic,
    "hub.challenge": challenge,
    ...(request.mode === "subscribe" && { "hub.lease_seconds": String(request.leaseSeconds) }),
  });
  if (answer.outcome !== "answered") return answer;
  const { status, body } = answer;
  if (!isSuccess(status) || !isEcho(challenge, body)) return { outcome: "refused", status };
  await enforce(state, request, asked);
  return { outcome: "verified" };
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
