import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import type { Outputs } from "./aws.ts";
import { lambda, sqs } from "./emulated.ts";

/** Does something whose events never reach the function that publishes. */
export async function withEventsLost(outputs: Outputs, work: () => Promise<void>): Promise<void> {
  await heedEvents(outputs, false);
  try {
    await work();
    await sqs.send(new PurgeQueueCommand({ QueueUrl: outputs.ChangesQueue }));
  } finally {
    await heedEvents(outputs, true);
  }
}

/** Has the function that publishes heed the events of S3, or not. */
async function heedEvents(outputs: Outputs, heed: boolean): Promise<void> {
  const { EventSourceMappings } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: outputs.PublishFunction }),
  );
  const { UUID } = EventSourceMappings![0]!;
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: heed }));
}
