import { expect, test } from "vitest";
import { resourcesOf, synthesise } from "./synthesise.ts";

const template = synthesise();
const workers = resourcesOf(template, "AWS::Lambda::EventSourceMapping").map(({ Properties }) => {
  const { FunctionName, EventSourceArn, ...mapping } = Properties as {
    FunctionName: { Ref: string };
    EventSourceArn: { "Fn::GetAtt": [string] };
    FunctionResponseTypes: string[];
    ScalingConfig: { MaximumConcurrency: number };
  };
  const worker = resourcesOf(template, "AWS::Lambda::Function").find(({ id }) => id === FunctionName.Ref)!;
  const queue = resourcesOf(template, "AWS::SQS::Queue").find(({ id }) => id === EventSourceArn["Fn::GetAtt"][0])!;
  return { name: FunctionName.Ref.slice(0, -8), worker, queue, mapping };
});

test("four functions work at a queue each", () => {
  const pairs = workers.map(({ name, queue }) => `${name} at ${queue.id.slice(0, -8)}`);
  expect(pairs.sort()).toEqual([
    "HubVerify at HubVerifications",
    "NotificationDeliver at NotificationDeliveries",
    "NotificationDistribute at NotificationAnnouncements",
    "PublishingPublish at PublishingChanges",
  ]);
});

test("every queue is encrypted", () => {
  for (const { id, Properties } of resourcesOf(template, "AWS::SQS::Queue"))
    expect([id, Properties.SqsManagedSseEnabled]).toEqual([id, true]);
});

test.each(workers)("$name: a message that fails, fails alone, and five times at the most", ({ mapping, queue }) => {
  expect(mapping.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
  expect(queue.Properties.RedrivePolicy).toEqual({
    maxReceiveCount: 5,
    deadLetterTargetArn: { "Fn::GetAtt": [expect.stringContaining(`${queue.id.slice(0, -8)}DeadLetters`), "Arn"] },
  });
});

test.each(workers)("$name: a message stays hidden for six times as long as a batch may take", ({ worker, queue }) => {
  expect(queue.Properties.VisibilityTimeout).toBe(6 * (worker.Properties.Timeout as number));
});

test.each(workers)("$name: no more batches are taken than copies may run", ({ worker, mapping }) => {
  // Two are the fewest that AWS allows.
  const copies = Math.max(2, worker.Properties.ReservedConcurrentExecutions as number);
  expect(mapping.ScalingConfig.MaximumConcurrency).toBe(copies);
});
