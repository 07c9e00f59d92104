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
];

describe("each function may do what it does, and nothing else", () => {
  test("publish: read the content, write state and site, take changes from the queue, log", () => {
    expect(permissionsOf("PublishingPublishRole")).toEqual(
      [
        ...publishing,
        "logs:CreateLogStream on PublishingPublishLogs",
        "logs:PutLogEvents on PublishingPublishLogs",
        "sqs:ChangeMessageVisibility on PublishingChanges",
        "sqs:DeleteMessage on PublishingChanges",
        "sqs:GetQueueAttributes on PublishingChanges",
        "sqs:GetQueueUrl on PublishingChanges",
        "sqs:ReceiveMessage on PublishingChanges",
      ].sort(),
    );
  });

  test("schedule: the same without the queue", () => {
    expect(permissionsOf("PublishingScheduleRole")).toEqual(
      [
        ...publishing,
        "logs:CreateLogStream on PublishingScheduleLogs",
        "logs:PutLogEvents on PublishingScheduleLogs",
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
