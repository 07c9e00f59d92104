import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import type { Outputs } from "./aws.ts";
import { lambda, sqs } from "./emulated.ts";

/** Has the function that publishes heed the events of S3, or not. */
export async function heedEvents(outputs: Outputs, heed: boolean): Promise<void> {
  const { EventSourceMappings } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: outputs.PublishFunction }),
  );
  const { UUID } = EventSourceMappings![0]!;
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: heed }));
}

export async function loseEvents(outputs: Outputs): Promise<void> {
  await sqs.send(new PurgeQueueCommand({ QueueUrl: outputs.ChangesQueue }));
}
