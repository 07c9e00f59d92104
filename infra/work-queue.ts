import { Duration } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { CoreFunction } from "./core-function.ts";

/** AWS's advice for queues that feed functions: time for a batch that was throttled to be tried again. */
const VISIBILITY_TIMEOUTS = 6;
/** A message that fails so often is not to blame on an outage. */
const ATTEMPTS = 5;

/** How a queue gives its messages to the function that works at it. */
interface Batches {
  messages: number;
  /** How long to wait for so many. */
  seconds?: number;
  /** How many are worked on at once; two are the fewest that AWS allows. */
  atOnce: number;
}

const shared: QueueProps = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  // The longest that SQS keeps anything: time to notice, and to send it back.
  retentionPeriod: Duration.days(14),
};

/** Work for one function, and beside it what could not be done. */
export class WorkQueue extends Queue {
  readonly deadLetters: Queue;

  /** @param workSeconds how long the function may take for a batch */
  constructor(scope: Construct, id: string, { workSeconds }: { workSeconds: number }) {
    const deadLetters = new Queue(scope, `${id}DeadLetters`, shared);
    super(scope, id, {
      ...shared,
      visibilityTimeout: Duration.seconds(workSeconds * VISIBILITY_TIMEOUTS),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: ATTEMPTS },
    });
    this.deadLetters = deadLetters;
  }

  /** A message that fails comes again alone. */
  grantWork(worker: CoreFunction, { messages, seconds, atOnce }: Batches): void {
    worker.addEventSource(
      new SqsEventSource(this, {
        batchSize: messages,
        maxBatchingWindow: seconds === undefined ? undefined : Duration.seconds(seconds),
        maxConcurrency: atOnce,
        reportBatchItemFailures: true,
      }),
    );
  }

  /** @param variable of the sender's environment, in which it finds the queue */
  grantSend(sender: CoreFunction, variable: string): void {
    sender.addEnvironment(variable, this.queueUrl);
    sender.addToRolePolicy(new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [this.queueArn] }));
  }
}
