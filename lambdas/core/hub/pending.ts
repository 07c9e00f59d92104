import type { Store } from "../ports.ts";
import { digestOf } from "../record.ts";
import type { PendingRequest } from "./subscriptions.ts";

const FOLDER = "pending/";
/** How many requests for one host, or from one source, may wait for their verification: as many as one LIST of S3 shows. */
const MOST_WAITING = 1000;
/** A request that has waited for so long is not verified any more. */
export const FORGOTTEN_AFTER_MILLIS = 3_600_000;

/** What a message in the queue of verifications says. */
export interface Waiting {
  request: PendingRequest;
  /** To be taken away when the request no longer waits. */
  marks: string[];
  attempt: number;
}

/** Where a request waits: under the host that it sends us to, and under whoever sent it. */
function placesOf({ mode, topic, callback, requested }: PendingRequest, source: string): string[] {
  const name = `${requested}-${digestOf(`${mode} ${topic} ${callback}`)}`;
  return [`hosts/${digestOf(new URL(callback).host)}`, `sources/${digestOf(source)}`].map(
    (place) => `${FOLDER}${place}/${name}`,
  );
}

/**
 * Lets a request wait for its verification, unless too many wait already for the same host or from the same source:
 * nobody may have us flood a stranger, or fill the queue for all others.
 *
 * @returns the marks to take away when the request no longer waits
 */
export async function admit(
  state: Store,
  request: PendingRequest,
  source: string,
): Promise<{ outcome: "admitted"; marks: string[] } | { outcome: "too-many" }> {
  const marks = placesOf(request, source);
  for (const mark of marks) {
    if ((await waitingBeside(state, mark, new Date(request.requested))) >= MOST_WAITING) return { outcome: "too-many" };
  }
  await Promise.all(marks.map((mark) => state.put(mark, new Uint8Array())));
  return { outcome: "admitted", marks };
}

export async function release(state: Store, marks: string[]): Promise<void> {
  await Promise.all(marks.map((mark) => state.delete(mark)));
}

async function waitingBeside(state: Store, mark: string, now: Date): Promise<number> {
  const folder = mark.slice(0, mark.lastIndexOf("/") + 1);
  const forgotten = `${folder}${new Date(now.getTime() - FORGOTTEN_AFTER_MILLIS).toISOString()}`;
  let waiting = 0;
  for await (const { key } of state.list(folder)) {
    // The oldest come first: of those the request was lost, and nobody took the mark away.
    if (key < forgotten) await state.delete(key);
    else if (++waiting === MOST_WAITING) break;
  }
  return waiting;
}
