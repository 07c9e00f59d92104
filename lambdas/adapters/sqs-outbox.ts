import { SendMessageBatchCommand, SQSClient, type SendMessageBatchRequestEntry } from "@aws-sdk/client-sqs";
import type { Message, Outbox } from "../core/ports.ts";

/** Of one request: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MOST_MESSAGES = 10;
const MOST_BYTES = 256 * 1024;
/** What the attribute of a message counts in that, rounded up. */
const ATTRIBUTE_BYTES = 100;
const LONGEST_DELAY_SECONDS = 900;
/** Attribute of a message that SQS alone cannot hold back for long enough: milliseconds since 1970. */
const NOT_BEFORE = "notBefore";

/** The sending end of one SQS queue. */
export class SqsOutbox implements Outbox {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(url: string, client: SQSClient = new SQSClient({ maxAttempts: 5 })) {
    this.#url = url;
    this.#client = client;
  }

  async send(messages: readonly Message[]): Promise<void> {
    for (const batch of batchesOf(messages.map(entryOf))) {
      const Entries = batch.map((entry, index) => ({ ...entry, Id: String(index) }));
      const { Failed = [] } = await this.#client.send(new SendMessageBatchCommand({ QueueUrl: this.#url, Entries }));
      if (Failed.length > 0) throw new Error(`SQS took ${batch.length - Failed.length} of ${batch.length} messages: ${Failed[0]!.Code}`); // prettier-ignore
    }
  }
}

type Entry = Omit<SendMessageBatchRequestEntry, "Id">;

function entryOf({ body, delaySeconds = 0 }: Message): Entry {
  const DelaySeconds = Math.min(Math.ceil(delaySeconds), LONGEST_DELAY_SECONDS);
  if (delaySeconds <= LONGEST_DELAY_SECONDS) return { MessageBody: body, DelaySeconds };
  const notBefore = { DataType: "Number", StringValue: String(Date.now() + delaySeconds * 1000) };
  return { MessageBody: body, DelaySeconds, MessageAttributes: { [NOT_BEFORE]: notBefore } };
}

/** How long a message that SQS has handed out has to wait still: it goes back into the queue for that. */
export function secondsToWait(attributes: Record<string, { stringValue?: string }>, now: Date): number {
  return Math.max(0, (Number(attributes[NOT_BEFORE]?.stringValue ?? 0) - now.getTime()) / 1000);
}

function* batchesOf(entries: Entry[]): Generator<Entry[]> {
  let batch: Entry[] = [];
  let batchBytes = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(entry.MessageBody!) + ATTRIBUTE_BYTES;
    if (batch.length === MOST_MESSAGES || (batch.length > 0 && batchBytes + bytes > MOST_BYTES)) {
      yield batch;
      batch = [];
      batchBytes = 0;
    }
    batch.push(entry);
    batchBytes += bytes;
  }
  if (batch.length > 0) yield batch;
}
