import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { portsOnS3, programInLambda } from "./adapters/s3-ports.ts";
import { decodeKey } from "./adapters/s3-store.ts";
import type { Program } from "./core/edition.ts";
import type { Ports } from "./core/ports.ts";
import { publishChanged } from "./core/schedule.ts";
import { logFailure, logRun } from "./run-log.ts";
import { answerToSqs } from "./sqs-answer.ts";

/** After so many failures one after another no single article is to blame: the store is out of reach. */
const FAILURES_OF_AN_OUTAGE = 3;

interface Change {
  messageId: string;
  paths: string[];
}

/** Publishes what the messages name, together; where that fails, one by one, so that one of them fails alone. */
export function publishHandler(ports: Ports, program: Program) {
  const publishPaths = async (changes: Change[]) => {
    const paths = changes.flatMap((change) => change.paths);
    if (paths.length === 0) return;
    const started = performance.now();
    logRun("publish", await publishChanged(ports, program, paths), started);
  };

  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const changes: Change[] = [];
    const failed: string[] = [];
    for (const record of Records) {
      try {
        changes.push({ messageId: record.messageId, paths: pathsIn(record) });
      } catch (error) {
        logFailure("publish", error);
        failed.push(record.messageId);
      }
    }
    try {
      await publishPaths(changes);
    } catch (error) {
      logFailure("publish", error);
      failed.push(...(changes.length === 1 ? [changes[0]!.messageId] : await oneByOne(changes, publishPaths)));
    }
    return answerToSqs(Records, failed);
  };
}

/** @returns the messages that fail */
async function oneByOne(changes: Change[], publishPaths: (changes: Change[]) => Promise<void>): Promise<string[]> {
  const failed: string[] = [];
  let inARow = 0;
  for (const [index, change] of changes.entries()) {
    try {
      await publishPaths([change]);
      inARow = 0;
    } catch (error) {
      logFailure("publish", error);
      failed.push(change.messageId);
      if (++inARow === FAILURES_OF_AN_OUTAGE)
        return [...failed, ...changes.slice(index + 1).map(({ messageId }) => messageId)];
    }
  }
  return failed;
}

/** The keys that an S3 notification names; none in the test message that S3 sends when it is told of the queue. */
function pathsIn({ messageId, body }: SQSRecord): string[] {
  try {
    const said = JSON.parse(body) as { Event?: string; Records?: { s3: { object: { key: string } } }[] };
    if (said.Event === "s3:TestEvent") return [];
    return said.Records!.map(({ s3 }) => decodeKey(s3.object.key));
  } catch (cause) {
    throw new Error(`message ${messageId} is no S3 notification`, { cause });
  }
}

export const handler = publishHandler(portsOnS3(), programInLambda());
