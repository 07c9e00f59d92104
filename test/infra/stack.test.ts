import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
        deadLetterTargetArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^PublishingChangesDeadLetters"), "Arn"] },
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

describe("queues", () => {
  const workers = resourcesOf("AWS::Lambda::EventSourceMapping").map(({ Properties }) => {
    const { FunctionName, EventSourceArn, ...mapping } = Properties as {
      FunctionName: { Ref: string };
      EventSourceArn: { "Fn::GetAtt": [string] };
      FunctionResponseTypes: string[];
      ScalingConfig: { MaximumConcurrency: number };
    };
    const worker = resourcesOf("AWS::Lambda::Function").find(({ id }) => id === FunctionName.Ref)!;
    const queue = resourcesOf("AWS::SQS::Queue").find(({ id }) => id === EventSourceArn["Fn::GetAtt"][0])!;
    return { name: FunctionName.Ref.slice(0, -8), worker, queue, mapping };
  });

  test("four functions work at one each", () => {
    const pairs = workers.map(({ name, queue }) => `${name} at ${queue.id.slice(0, -8)}`);
    expect(pairs.sort()).toEqual([
      "HubVerify at HubVerifications",
      "NotificationDeliver at NotificationDeliveries",
      "NotificationDistribute at NotificationAnnouncements",
      "PublishingPublish at PublishingChanges",
    ]);
  });

  test.each(workers)("$name: a message that fails, fails alone, and five times at the most", ({ mapping, queue }) => {
    expect(mapping.FunctionResponseTypes).toEqual(["ReportBatchItemFailures"]);
    expect(queue.Properties.RedrivePolicy).toEqual({
      maxReceiveCount: 5,
      deadLetterTargetArn: { "Fn::GetAtt": [expect.stringContaining("DeadLetters"), "Arn"] },
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
});

describe("the hub", () => {
  test("is throttled to as many requests at once as there may be copies of its function", () => {
    const functions = resourcesOf("AWS::Lambda::Function");
    const { Properties } = functions.find(({ id }) => id.startsWith("HubSubscribe"))!;
    const ThrottlingBurstLimit = Properties.ReservedConcurrentExecutions as number;
    expect(ThrottlingBurstLimit).toBeGreaterThan(25);
    template.hasResourceProperties("AWS::ApiGatewayV2::Stage", {
      StageName: "$default",
      DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit },
    });
  });

  test("its access log holds neither addresses nor what was asked for", () => {
    const [stage] = resourcesOf("AWS::ApiGatewayV2::Stage");
    const { Format } = stage!.Properties.AccessLogSettings as { Format: string };
    expect(Object.values(JSON.parse(Format) as Record<string, string>)).toEqual([
      "$context.requestId",
      "$context.httpMethod",
      "$context.status",
      "$context.responseLatency",
      "$context.integrationErrorMessage",
    ]);
  });

  test("CloudFront hands every method on to it, with the caller's headers but the host, and keeps nothing", () => {
    const [distribution] = resourcesOf("AWS::CloudFront::Distribution");
    const { CacheBehaviors, Origins } = distribution!.Properties.DistributionConfig as {
      CacheBehaviors: Record<string, unknown>[];
      Origins: { Id: string; DomainName: unknown; CustomOriginConfig?: unknown }[];
    };
    expect(CacheBehaviors).toHaveLength(1);
    expect(CacheBehaviors[0]).toMatchObject({
      PathPattern: "/hub",
      AllowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html: CachingDisabled
      CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      // …/using-managed-origin-request-policies.html: AllViewerExceptHostHeader
      OriginRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    });
    const origin = Origins.find(({ Id }) => Id === CacheBehaviors[0]!.TargetOriginId)!;
    expect(JSON.stringify(origin.DomainName)).toContain(".execute-api.");
    expect(origin.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: "https-only" });
  });

  test("no setting lets a function reach loopback", () => {
    for (const { Properties } of resourcesOf("AWS::Lambda::Function")) {
      expect(JSON.stringify(Properties.Environment ?? {})).not.toContain("LOOPBACK");
    }
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
  const alarms = resourcesOf("AWS::CloudWatch::Alarm");
  const nameOf = ({ id }: { id: string }) => id.replace(/^Operations|[0-9A-F]{8}$/g, "");

  test("an alarm for each promise, all of them to one topic", () => {
    expect(alarms.map(nameOf).sort()).toEqual([
      "AnnouncementsDeadLetters",
      "AnnouncementsWaiting",
      "ArticlesLeftOut",
      "ChangesWaiting",
      "DeadLetters",
      "DeliverErrors",
      "DeliveriesDeadLetters",
      "DistributeErrors",
      "PublishErrors",
      "ScheduleErrors",
      "ScheduleSilent",
      "SubscribeErrors",
      "VerificationsDeadLetters",
      "VerificationsWaiting",
      "VerifyErrors",
    ]);
    for (const { Properties } of alarms) expect(Properties.AlarmActions).toHaveLength(1);
  });

  test("docs/operating.md says under each alarm's name what to do, and of no other", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/operating.md"), "utf8");
    const section = page.slice(page.indexOf("\n## Alarms"), page.indexOf("\n## ", page.indexOf("\n## Alarms") + 1));
    const explained = [...section.matchAll(/^### (.+)$/gm)].flatMap(([, names]) => names!.split(", "));
    expect(explained.sort()).toEqual(alarms.map(nameOf).sort());
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

  test("the outputs name every feed of the site, where the rest are listed, and the hub", () => {
    const values = Object.values(template.findOutputs("*")).map(({ Value }) => Value as unknown);
    for (const path of ["", "feed.xml", "atom.xml", "feed.json", "feeds.opml", "hub"]) {
      expect(values).toContain(`https://dateline.example/${path}`);
    }
  });
});

test("content that is edited in the bucket alone is not uploaded", () => {
  synthesise({ uploadContent: "false" }).resourceCountIs("Custom::CDKBucketDeployment", 0);
  template.hasResourceProperties("Custom::CDKBucketDeployment", { Prune: false });
});

test("a publication that wants no hub of its own gets none: nobody pays for its door", () => {
  const content = mkdtempSync(join(tmpdir(), "dateline-no-hub-"));
  const settings = readFileSync(join(import.meta.dirname, "../../content/publication.yaml"), "utf8");
  writeFileSync(join(content, "publication.yaml"), `${settings}\nhub: false\n`);
  const without = synthesise({ content });
  without.resourceCountIs("AWS::ApiGatewayV2::Api", 0);
  without.hasResourceProperties("AWS::CloudFront::Distribution", {
    DistributionConfig: { CacheBehaviors: Match.absent() },
  });
  template.resourceCountIs("AWS::ApiGatewayV2::Api", 1);
});
