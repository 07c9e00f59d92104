import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { synthesise } from "./synthesise.ts";

const template = synthesise();
const resourcesOf = (type: string, of = template) =>
  Object.entries(of.findResources(type)).map(([id, resource]) => ({ id, ...(resource as Resource) }));
interface Resource {
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
}

describe("buckets", () => {
  const buckets = resourcesOf("AWS::S3::Bucket");

  test("content, state, site and access logs, and no other", () => {
    expect(buckets.map(({ id }) => id.replace(/Bucket[0-9A-F]{8}$/, "")).sort()).toEqual([
      "AccessLogs",
      "Content",
      "Site",
      "State",
    ]);
  });

  test.each(buckets.map(({ id, ...bucket }) => [id, bucket] as const))(
    "%s is private, encrypted with SSE-S3, TLS only and retained",
    (id, { Properties, DeletionPolicy }) => {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      // An ETag is the digest of the bytes with SSE-S3 alone.
      expect(JSON.stringify(Properties.BucketEncryption)).toContain('"SSEAlgorithm":"AES256"');
      expect(DeletionPolicy).toBe("Retain");
      template.hasResourceProperties("AWS::S3::BucketPolicy", {
        Bucket: { Ref: id },
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: "Deny",
              Action: "s3:*",
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            }),
          ]),
        },
      });
    },
  );

  test("an overwritten or deleted article can be brought back", () => {
    template.hasResourceProperties("AWS::S3::Bucket", { VersioningConfiguration: { Status: "Enabled" } });
  });

  test("CloudFront alone reads the site, this distribution alone", () => {
    template.hasResourceProperties("AWS::S3::BucketPolicy", {
      Bucket: { Ref: Match.stringLikeRegexp("SiteBucket") },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: "s3:GetObject",
            Principal: { Service: "cloudfront.amazonaws.com" },
            Condition: { StringEquals: { "AWS:SourceArn": Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  test("an ephemeral stack takes its buckets along", () => {
    for (const { DeletionPolicy } of resourcesOf("AWS::S3::Bucket", synthesise({ ephemeral: "true" }))) {
      expect(DeletionPolicy).toBe("Delete");
    }
  });
});

describe("publishing", () => {
  const functions = resourcesOf("AWS::Lambda::Function").filter(({ id }) => id.startsWith("Publishing"));

  test("two functions on Node 24 and arm64, one copy of each at a time, with a log that ends", () => {
    expect(functions).toHaveLength(2);
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        ReservedConcurrentExecutions: 1,
        LoggingConfig: { LogFormat: "JSON" },
      });
    }
    for (const { Properties } of resourcesOf("AWS::Logs::LogGroup")) expect(Properties.RetentionInDays).toBe(30);
  });

  test("both run one and the same version of the program", () => {
    const versions = functions.map(
      ({ Properties }) => (Properties.Environment as { Variables: Record<string, string> }).Variables.PROGRAM_VERSION,
    );
    expect(versions[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(versions[1]).toBe(versions[0]);
  });

  test("an account that cannot reserve concurrency does without", () => {
    for (const { Properties } of resourcesOf("AWS::Lambda::Function", synthesise({ reserveConcurrency: "false" }))) {
      expect(Properties.ReservedConcurrentExecutions).toBeUndefined();
    }
  });

  test("every change of the content is a message; what fails five times is a dead letter", () => {
    const queue = { "Fn::GetAtt": [Match.stringLikeRegexp("^PublishingChanges"), "Arn"] };
    template.hasResourceProperties("AWS::S3::Bucket", {
      NotificationConfiguration: {
        QueueConfigurations: [
          { Event: "s3:ObjectCreated:*", Queue: queue },
          { Event: "s3:ObjectRemoved:*", Queue: queue },
        ],
      },
    });
    template.hasResourceProperties("AWS::SQS::Queue", {
      RedrivePolicy: {
        maxReceiveCount: 5,
        deadLetterTargetArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^PublishingDeadLetters"), "Arn"] },
      },
      SqsManagedSseEnabled: true,
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

  test("a message that fails, fails alone", () => {
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  test("a message stays hidden for six times as long as a batch may take", () => {
    const queue = resourcesOf("AWS::SQS::Queue").find(({ id }) => id.startsWith("PublishingChanges"))!;
    const publish = functions.find(({ id }) => id.startsWith("PublishingPublish"))!;
    expect(queue.Properties.VisibilityTimeout).toBe(6 * (publish.Properties.Timeout as number));
  });

  test.each([
    [{}, "rate(1 minute)"],
    [{ tickMinutes: "5" }, "rate(5 minutes)"],
  ])("the schedule runs every minute, or as %o says, and compares everything once a day", (settings, rate) => {
    const schedules = resourcesOf("AWS::Scheduler::Schedule", synthesise(settings)).map(({ Properties }) => [
      Properties.ScheduleExpression,
      (Properties.Target as { Input: string }).Input,
    ]);
    expect(schedules).toEqual([
      [rate, '{"run":"tick"}'],
      ["rate(1 day)", '{"run":"reconcile"}'],
    ]);
  });
});

describe("delivery", () => {
  test("compressed, over TLS, as long as the document itself says", () => {
    template.hasResourceProperties("AWS::CloudFront::Distribution", {
      DistributionConfig: {
        DefaultCacheBehavior: { Compress: true, ViewerProtocolPolicy: "redirect-to-https" },
        Logging: Match.anyValue(),
      },
    });
    template.hasResourceProperties("AWS::CloudFront::CachePolicy", {
      CachePolicyConfig: {
        MinTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          EnableAcceptEncodingBrotli: true,
          EnableAcceptEncodingGzip: true,
          QueryStringsConfig: { QueryStringBehavior: "whitelist", QueryStrings: ["v"] },
        },
      },
    });
  });

  test("a certificate brings the publication's own host, and TLS 1.2 at least", () => {
    const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/1f2e-3d";
    synthesise({ certificateArn }).hasResourceProperties("AWS::CloudFront::Distribution", {
      DistributionConfig: {
        Aliases: ["dateline.example"],
        ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: "TLSv1.2_2021" },
      },
    });
  });

  test("security headers; no script may run", () => {
    template.hasResourceProperties("AWS::CloudFront::ResponseHeadersPolicy", {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: Match.stringLikeRegexp("^default-src 'none'; (?!.*script)") },
          ContentTypeOptions: { Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000 },
        },
      },
    });
  });

  test("what is not there is a page that says so, and is looked for again soon", () => {
    template.hasResourceProperties("AWS::CloudFront::Distribution", {
      DistributionConfig: {
        CustomErrorResponses: [403, 404].map((ErrorCode) => ({
          ErrorCode,
          ResponseCode: 404,
          ResponsePagePath: "/404.html",
          ErrorCachingMinTTL: 10,
        })),
      },
    });
  });
});

describe("operations", () => {
  test("an alarm for each promise, all of them to one topic", () => {
    const alarms = resourcesOf("AWS::CloudWatch::Alarm");
    expect(alarms.map(({ id }) => id.replace(/^Operations|[0-9A-F]{8}$/g, "")).sort()).toEqual([
      "ArticlesLeftOut",
      "ChangesWaiting",
      "DeadLetters",
      "PublishErrors",
      "ScheduleErrors",
      "ScheduleSilent",
    ]);
    for (const { Properties } of alarms) expect(Properties.AlarmActions).toHaveLength(1);
  });

  test("CloudWatch may write to the topic, which takes nothing without TLS", () => {
    template.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" } }),
        ]),
      },
    });
  });

  test("somebody is told, if they want to be", () => {
    template.resourceCountIs("AWS::SNS::Subscription", 0);
    synthesise({ alarmEmail: "desk@example.org" }).hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "email",
      Endpoint: "desk@example.org",
    });
  });

  test("the outputs name every feed of the site, and where the rest are listed", () => {
    const values = Object.values(template.findOutputs("*")).map(({ Value }) => Value as unknown);
    for (const path of ["", "feed.xml", "atom.xml", "feed.json", "feeds.opml"]) {
      expect(values).toContain(`https://dateline.example/${path}`);
    }
  });
});

test("content that is edited in the bucket alone is not uploaded", () => {
  synthesise({ uploadContent: "false" }).resourceCountIs("Custom::CDKBucketDeployment", 0);
  template.hasResourceProperties("Custom::CDKBucketDeployment", { Prune: false });
});
