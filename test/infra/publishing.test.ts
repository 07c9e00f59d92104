import { Match } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { resourcesOf, synthesise } from "./synthesise.ts";

const template = synthesise();
const functions = resourcesOf(template, "AWS::Lambda::Function").filter(({ id }) => id.startsWith("Publishing"));

test("both functions run on Node 24 and arm64, one copy of each at a time, with a log that ends", () => {
  expect(functions).toHaveLength(2);
  for (const { Properties } of functions) {
    expect(Properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      ReservedConcurrentExecutions: 1,
      LoggingConfig: { LogFormat: "JSON" },
    });
  }
  for (const { Properties } of resourcesOf(template, "AWS::Logs::LogGroup"))
    expect(Properties.RetentionInDays).toBe(30);
});

test("both functions run one and the same version of the program", () => {
  const versions = functions.map(
    ({ Properties }) => (Properties.Environment as { Variables: Record<string, string> }).Variables.PROGRAM_VERSION,
  );
  expect(versions[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(versions[1]).toBe(versions[0]);
});

test("an account that cannot reserve concurrency does without", () => {
  for (const { Properties } of resourcesOf(synthesise({ reserveConcurrency: "false" }), "AWS::Lambda::Function")) {
    expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
  }
});

test("every change of the content is a message", () => {
  const queue = { "Fn::GetAtt": [Match.stringLikeRegexp("^PublishingChanges"), "Arn"] };
  template.hasResourceProperties("AWS::S3::Bucket", {
    NotificationConfiguration: {
      QueueConfigurations: [
        { Event: "s3:ObjectCreated:*", Queue: queue },
        { Event: "s3:ObjectRemoved:*", Queue: queue },
      ],
    },
  });
});

test("S3 may write to the queue, for buckets of this account", () => {
  template.hasResourceProperties("AWS::SQS::QueuePolicy", {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: "sqs:SendMessage",
          Principal: { Service: "s3.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
        }),
      ]),
    },
  });
});

test.each([
  [{}, "rate(1 minute)"],
  [{ tickMinutes: "5" }, "rate(5 minutes)"],
])("the schedule runs every minute, or as %o says, and compares everything once a day", (settings, rate) => {
  const schedules = resourcesOf(synthesise(settings), "AWS::Scheduler::Schedule").map(({ Properties }) => [
    Properties.ScheduleExpression,
    (Properties.Target as { Input: string }).Input,
  ]);
  expect(schedules).toEqual([
    [rate, '{"run":"tick"}'],
    ["rate(1 day)", '{"run":"reconcile"}'],
  ]);
});
