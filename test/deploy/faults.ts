import { ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, PurgeQueueCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { lambda, sqs, type Outputs } from "./aws.ts";

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

/**
 * After how many seconds a message that failed comes again.
 *
 * @returns after how many it did before
 */
export async function hideTakenMessages(outputs: Outputs, seconds: number): Promise<number> {
  const QueueUrl = outputs.ChangesQueue;
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["VisibilityTimeout"] }),
  );
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: String(seconds) } }));
  return Number(Attributes!.VisibilityTimeout);
}
