import { join } from "node:path";
import { SqliteQueue } from "../adapters/sqlite-queue.ts";
import type { Clock } from "../core/ports.ts";

/** A batch of deliveries takes two deadlines at the most; a worker that is silent for longer has died. */
const SILENCE_SECONDS = 120;

export const QUEUES = ["announcements", "verifications", "deliveries"] as const;
export type QueueName = (typeof QUEUES)[number];

/** A queue of the notification side in a data folder, or that of the messages which nobody could handle. */
export function openQueue(data: string, name: QueueName | `failed-${QueueName}`, clock: Clock): SqliteQueue {
  return new SqliteQueue({ path: join(data, "queue.db"), name, clock, silenceSeconds: SILENCE_SECONDS });
}
