import { join } from "node:path";
import { SqliteQueue } from "../adapters/sqlite-queue.ts";
import type { Clock } from "../core/ports.ts";

/** A batch of deliveries takes two deadlines at the most; a worker that is silent for longer has died. */
const SILENCE_SECONDS = 120;

export const QUEUES = ["announcements", "verifications", "deliveries"] as const;
export type WorkQueue = (typeof QUEUES)[number];
/** What holds the messages that nobody could handle. */
type DeadLetters = `failed-${WorkQueue}`;
export type QueueName = WorkQueue | DeadLetters;

/** A queue of the notification side in a data folder. */
export function openQueue(data: string, name: QueueName, clock: Clock): SqliteQueue {
  return new SqliteQueue({ path: join(data, "queue.db"), name, clock, silenceSeconds: SILENCE_SECONDS });
}
