import { describe, expect, test } from "vitest";
import { synthesise } from "./synthesise.ts";

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: Arn | Arn[];
}

const template = synthesise();

/** Everything that one role may do, as `action on resource`, in order. */
function permissionsOf(role: string): string[] {
  const policies = Object.values(template.findResources("AWS::IAM::Policy")).filter(({ Properties }) =>
    JSON.stringify(Properties.Roles).includes(`"${role}`),
  );
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
  const permissions = statements.flatMap(({ Action, Resource }) =>
    [Resource].flat().flatMap((resource) => [Action].flat().map((action) => `${action} on ${describeArn(resource)}`)),
  );
  return permissions.sort();
}

type Arn = string | { "Fn::GetAtt"?: [string]; "Fn::Join"?: [string, Arn[]]; "Fn::Sub"?: string; Ref?: string };

/** `ContentBucket/*` for the objects of the bucket whose logical id starts like that. */
function describeArn(arn: Arn): string {
  if (typeof arn === "string") return arn;
  if (arn["Fn::Join"]) return arn["Fn::Join"][1].map(describeArn).join("");
  const id = arn["Fn::GetAtt"]?.[0] ?? arn["Fn::Sub"] ?? arn.Ref!;
  return id.replace(/[0-9A-F]{8}$/, "");
}

const publishing = [
  "s3:DeleteObject on SiteBucket/*",
  "s3:DeleteObject on StateBucket/publishing/*",
  "s3:GetObject on ContentBucket/*",
  "s3:GetObject on SiteBucket/*",
  "s3:GetObject on StateBucket/publishing/*",
  "s3:ListBucket on ContentBucket",
  "s3:ListBucket on SiteBucket",
  "s3:ListBucket on StateBucket",
  "s3:PutObject on SiteBucket/*",
  "s3:PutObject on StateBucket/publishing/*",
  "sqs:SendMessage on NotificationAnnouncements",
];

/** Of a function that reads the site and some of the state, and writes its log. */
const withStores = (name: string) => [
  `logs:CreateLogStream on ${name}Logs`,
  `logs:PutLogEvents on ${name}Logs`,
  "s3:GetObject on SiteBucket/*",
  "s3:ListBucket on SiteBucket",
  "s3:ListBucket on StateBucket",
];
const workingAt = (queue: string) =>
  ["ChangeMessageVisibility", "DeleteMessage", "GetQueueAttributes", "GetQueueUrl", "ReceiveMessage"].map(
    (action) => `sqs:${action} on ${queue}`,
  );

describe("each function may do what it does, and nothing else", () => {
  test("publish: read the content, write state and site, take changes from the queue, announce, log", () => {
    expect(permissionsOf("PublishingPublishRole")).toEqual(
      [
        ...publishing,
        "logs:CreateLogStream on PublishingPublishLogs",
        "logs:PutLogEvents on PublishingPublishLogs",
        ...workingAt("PublishingChanges"),
      ].sort(),
    );
  });

  test("schedule: the same without the queue of changes", () => {
    expect(permissionsOf("PublishingScheduleRole")).toEqual(
      [
        ...publishing,
        "logs:CreateLogStream on PublishingScheduleLogs",
        "logs:PutLogEvents on PublishingScheduleLogs",
      ].sort(),
    );
  });

  test("distribute: read what subscribers were told and who they are, not how to reach them; put deliveries into the queue", () => {
    expect(permissionsOf("NotificationDistributeRole")).toEqual(
      [
        ...withStores("NotificationDistribute"),
        ...workingAt("NotificationAnnouncements"),
        "s3:GetObject on StateBucket/hub/told/*",
        "s3:PutObject on StateBucket/hub/told/*",
        "s3:GetObject on StateBucket/hub/webhooks.yaml",
        "s3:GetObject on StateBucket/publishing/ledger/*",
        "sqs:SendMessage on NotificationDeliveries",
      ].sort(),
    );
  });

  test("deliver: read documents and recipients, note how they fare and what they missed, put what failed back into the queue", () => {
    expect(permissionsOf("NotificationDeliverRole")).toEqual(
      [
        ...withStores("NotificationDeliver"),
        ...workingAt("NotificationDeliveries"),
        "s3:DeleteObject on StateBucket/hub/subscriptions/*",
        "s3:GetObject on StateBucket/hub/gone/*",
        "s3:GetObject on StateBucket/hub/recipients/*",
        "s3:GetObject on StateBucket/hub/subscriptions/*",
        "s3:GetObject on StateBucket/hub/told/*",
        "s3:GetObject on StateBucket/hub/webhooks.yaml",
        "s3:PutObject on StateBucket/hub/gone/*",
        "s3:PutObject on StateBucket/hub/recipients/*",
        "s3:PutObject on StateBucket/hub/subscriptions/*",
        "s3:PutObject on StateBucket/hub/told/*",
        "sqs:SendMessage on NotificationDeliveries",
      ].sort(),
    );
  });

  test("subscribe, which the public calls: mark a request as waiting and put it into the queue, read no subscription", () => {
    expect(permissionsOf("HubSubscribeRole")).toEqual(
      [
        ...withStores("HubSubscribe"),
        "s3:DeleteObject on StateBucket/hub/pending/*",
        "s3:PutObject on StateBucket/hub/pending/*",
        "sqs:SendMessage on HubVerifications",
      ].sort(),
    );
  });

  test("verify: carry requests out", () => {
    expect(permissionsOf("HubVerifyRole")).toEqual(
      [
        ...withStores("HubVerify"),
        ...workingAt("HubVerifications"),
        "s3:DeleteObject on StateBucket/hub/pending/*",
        "s3:DeleteObject on StateBucket/hub/subscriptions/*",
        "s3:GetObject on StateBucket/hub/subscriptions/*",
        "s3:GetObject on StateBucket/hub/told/*",
        "s3:PutObject on StateBucket/hub/subscriptions/*",
        "s3:PutObject on StateBucket/hub/told/*",
        "sqs:SendMessage on HubVerifications",
      ].sort(),
    );
  });

  test("the schedules: call one function", () => {
    expect(permissionsOf("PublishingSchedulerRole")).toEqual(["lambda:InvokeFunction on PublishingSchedule"]);
  });

  test("the upload at deployment: put objects, not delete them", () => {
    expect(permissionsOf("ContentUploadRole")).toEqual([
      "logs:CreateLogStream on ContentUploadLogs",
      "logs:PutLogEvents on ContentUploadLogs",
      expect.stringMatching(/^s3:GetObject on arn:.+-assets-.+\/[0-9a-f]{64}\.zip$/),
      "s3:ListBucket on ContentBucket",
      "s3:PutObject on ContentBucket/*",
    ]);
  });
});

test("no policy of the stack allows an action by wildcard", () => {
  for (const { Properties } of Object.values(template.findResources("AWS::IAM::Policy"))) {
    for (const { Action } of Properties.PolicyDocument.Statement as Statement[]) {
      expect([Action].flat().join()).not.toContain("*");
    }
  }
});

test("no role has a managed policy: those of AWS reach beyond this stack", () => {
  for (const [, { Properties }] of Object.entries(template.findResources("AWS::IAM::Role"))) {
    expect(Properties.ManagedPolicyArns).toBeUndefined();
  }
});
