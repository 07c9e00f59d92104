import { Duration } from "aws-cdk-lib";
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import type { Settings } from "../settings.ts";

/** Readable by any page's script, and itself without any. */
export function publicHeaders(scope: Construct, { baseUrl }: Settings): ResponseHeadersPolicy {
  const contentSecurityPolicy = [
    "default-src 'none'",
    // Pages and feeds name their style sheet by its full address, which need not be the one they were read at.
    `style-src 'self' ${baseUrl}`,
    "img-src http: https: data:",
    "media-src http: https:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return new ResponseHeadersPolicy(scope, "Headers", {
    comment: "Security headers, and feeds that scripts of other sites may read",
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
    },
    corsBehavior: {
      accessControlAllowCredentials: false,
      accessControlAllowHeaders: ["*"],
      accessControlAllowMethods: ["GET", "HEAD"],
      accessControlAllowOrigins: ["*"],
      accessControlExposeHeaders: ["ETag", "Last-Modified", "Link"],
      originOverride: true,
    },
  });
}
