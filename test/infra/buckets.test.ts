import { Match } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { resourcesOf, synthesise } from "./synthesise.ts";

const template = synthesise();
const buckets = resourcesOf(template, "AWS::S3::Bucket");

test("there are buckets for content, state, site and access logs, and no other", () => {
  expect(buckets.map(({ id }) => id.replace(/Bucket[0-9A-F]{8}$/, "")).sort()).toEqual([
    "AccessLogs",
    "Content",
    "Site",
    "State",
  ]);
});

test.each(buckets)(
  "$id is private, encrypted with SSE-S3, TLS only and retained",
  ({ id, Properties, DeletionPolicy }) => {
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
  const versioned = buckets.filter(({ Properties }) => Properties.VersioningConfiguration);
  expect(versioned.map(({ id, Properties }) => [id, Properties.VersioningConfiguration])).toEqual([
    [expect.stringMatching(/^ContentBucket/), { Status: "Enabled" }],
  ]);
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
  for (const { DeletionPolicy } of resourcesOf(synthesise({ ephemeral: "true" }), "AWS::S3::Bucket")) {
    expect(DeletionPolicy).toBe("Delete");
  }
});

test("content that is edited in the bucket alone is not uploaded", () => {
  synthesise({ uploadContent: "false" }).resourceCountIs("Custom::CDKBucketDeployment", 0);
  template.hasResourceProperties("Custom::CDKBucketDeployment", { Prune: false });
});
