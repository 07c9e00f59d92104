import { NOT_THERE } from "../notification/document-version.ts";
import { noteUntold } from "../notification/told.ts";
import { retryDelaySeconds, type Chance } from "../notification/retry.ts";
import type { Fetch } from "../ports.ts";
import { digestOf } from "../record.ts";
import type { HubDoorPorts } from "./answer.ts";
import type { Pace } from "./pace.ts";
import { FORGOTTEN_AFTER_MILLIS, release, type Waiting } from "./pending.ts";
import { enforce } from "./subscriptions.ts";
import { documentOfTopic } from "./topic.ts";
import { announceDenial, verifyIntent } from "./verification.ts";

const BUSY_SECONDS = 2;
/** Who does not answer is asked again for a minute or two: it may be starting. */
const ATTEMPTS = 4;

export interface VerifyPorts extends HubDoorPorts {
  fetch: Fetch;
  pace: Pace;
  chance: Chance;
}

export type Verified = "verified" | "refused" | "out-of-reach" | "unanswered" | "denied" | "forgotten" | "later";

/**
 * Verifies one request, and carries it out when its subscriber agrees. Whatever else happens leaves the subscription as it
 * was, its secret included (WebSub §5.1, §5.3).
 *
 * @param body of a message that `answerAtHub` sent
 */
export async function verify(ports: VerifyPorts, baseUrl: string, body: string): Promise<Verified> {
  const waiting = JSON.parse(body) as Waiting;
  const done = await attemptOnce(ports, baseUrl, waiting);
  if (done !== "later") await release(ports.state, waiting.marks);
  return done;
}

async function attemptOnce(ports: VerifyPorts, baseUrl: string, waiting: Waiting): Promise<Verified> {
  const { state, site, fetch, clock, pace, chance } = ports;
  const { request, attempt } = waiting;
  const asked = clock();
  if (asked.getTime() - Date.parse(request.requested) > FORGOTTEN_AFTER_MILLIS) return "forgotten";
  const pause = pace.delaySeconds(new URL(request.callback).host);
  if (pause > 0) return later(ports, waiting, pause);

  const document = documentOfTopic(baseUrl, request.topic);
  const found = document === undefined ? undefined : await site.get(document);
  if (request.mode === "subscribe" && !found) {
    await announceDenial(fetch, request, "this feed is no more");
    return "denied";
  }
  const { outcome } = await verifyIntent(fetch, request);
  if (outcome === "busy") return later(ports, waiting, BUSY_SECONDS);
  if (outcome === "unanswered" && attempt < ATTEMPTS) {
    const delaySeconds = retryDelaySeconds({ attempt, retryAfterSeconds: undefined, jitter: chance() })!;
    return later(ports, { ...waiting, attempt: attempt + 1 }, delaySeconds);
  }
  if (outcome !== "verified") return outcome;
  // Before the subscription: what is published from here on is news to this subscriber.
  if (request.mode === "subscribe") await noteUntold(state, "websub", document!, found ? digestOf(found.bytes) : NOT_THERE); // prettier-ignore
  await enforce(state, request, asked);
  return outcome;
}

async function later({ verifications }: VerifyPorts, waiting: Waiting, delaySeconds: number): Promise<"later"> {
  await verifications.send([{ body: JSON.stringify(waiting), delaySeconds }]);
  return "later";
}
