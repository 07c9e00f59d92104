import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { secondsToWait } from "./adapters/sqs-outbox.ts";
import type { Clock, Outbox } from "./core/ports.ts";
import { logFailure, logWork, type Counts } from "./run-log.ts";
import { answerToSqs } from "./sqs-answer.ts";

/** In an outage all messages of a batch fail for the same reason, which need not be logged a hundred times. */
const LOGGED_FAILURES = 3;

/**
 * A handler that works on all messages of a batch at once. A message whose work throws comes again, alone.
 *
 * @param run what the log calls the function
 * @param work says how many of what it did
 */
export function sqsWorker(run: string, work: (record: SQSRecord) => Promise<Counts>) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const started = performance.now();
    const all = await Promise.allSettled(Records.map(work));
    const done = all.filter((one) => one.status === "fulfilled").map(({ value }) => value);
    const failures = all.filter((one) => one.status === "rejected");
    for (const { reason } of failures.slice(0, LOGGED_FAILURES)) logFailure(run, reason);
    logWork(run, [{ messages: Records.length, failedMessages: failures.length }, ...done], started);

    const failed = Records.filter((_, index) => all[index]!.status === "rejected");
    return answerToSqs(
      Records,
      failed.map(({ messageId }) => messageId),
    );
  };
}

/**
 * Work on a message whose time has come. Another goes back into its queue for the rest of its time: SQS alone holds none
 * back for more than a quarter of an hour.
 */
export function inItsTime(queue: Outbox, clock: Clock, work: (body: string) => Promise<Counts>) {
  return async ({ body, messageAttributes }: SQSRecord): Promise<Counts> => {
    const delaySeconds = secondsToWait(messageAttributes, clock());
    if (delaySeconds === 0) return work(body);
    await queue.send([{ body, delaySeconds }]);
    return { early: 1 };
  };
}
