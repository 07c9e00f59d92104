import type { SQSBatchResponse, SQSRecord } from "aws-lambda";

/**
 * What SQS is told of a batch: which of its messages come again.
 *
 * @throws when all of them failed: an outage, which an alarm watches by the function's errors. They all come again then, too.
 */
export function answerToSqs(records: readonly SQSRecord[], failedIds: readonly string[]): SQSBatchResponse {
  if (failedIds.length > 0 && failedIds.length === records.length)
    throw new Error(`all of ${failedIds.length} messages failed`);
  return { batchItemFailures: failedIds.map((itemIdentifier) => ({ itemIdentifier })) };
}
