import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { resourcesOf, synthesise } from "./synthesise.ts";

const template = synthesise();

describe("the hub", () => {
  test("is throttled to as many requests at once as there may be copies of its function", () => {
    const functions = resourcesOf(template, "AWS::Lambda::Function");
    const { Properties } = functions.find(({ id }) => id.startsWith("HubSubscribe"))!;
    const ThrottlingBurstLimit = Properties.ReservedConcurrentExecutions as number;
    expect(ThrottlingBurstLimit).toBeGreaterThan(25);
    template.hasResourceProperties("AWS::ApiGatewayV2::Stage", {
      StageName: "$default",
      DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit },
    });
  });

  test("its access log holds neither addresses nor what was asked for", () => {
    const [stage] = resourcesOf(template, "AWS::ApiGatewayV2::Stage");
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
    const [distribution] = resourcesOf(template, "AWS::CloudFront::Distribution");
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
    for (const { Properties } of resourcesOf(template, "AWS::Lambda::Function")) {
      expect(JSON.stringify(Properties.Environment ?? {})).not.toContain("LOOPBACK");
    }
  });
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
