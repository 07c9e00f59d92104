import { Match } from "aws-cdk-lib/assertions";
import { test } from "vitest";
import { synthesise } from "./synthesise.ts";

const template = synthesise();

test("documents are sent compressed, over TLS, and kept for as long as they say themselves", () => {
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

test("every answer has headers for security, and lets no script run", () => {
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
