import { Duration, Validations } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  CachePolicy,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CacheQueryStringBehavior,
  Distribution,
  FunctionEventType,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from "aws-cdk-lib/aws-cloudfront";
import { Construct } from "constructs";
import type { AccessLogs } from "./access-logs.ts";
import { requestFunction, responseFunction } from "./edge/edge-functions.ts";
import { publicHeaders } from "./edge/public-headers.ts";
import type { Hub } from "./hub.ts";
import type { Settings } from "./settings.ts";
import type { Site } from "./site.ts";

/** For an object that says nothing itself; documents bring their own `max-age`. */
const DEFAULT_SECONDS = 60;
/** A document that is not there yet should be seen soon after it is. */
const MISSING_SECONDS = 10;

const PRICE_CLASSES = {
  "100": PriceClass.PRICE_CLASS_100,
  "200": PriceClass.PRICE_CLASS_200,
  all: PriceClass.PRICE_CLASS_ALL,
};

interface DeliveryProps {
  settings: Settings;
  site: Site;
  hub?: Hub;
  accessLogs: AccessLogs;
}

/** The site as the world reads it, and the hub at which the world subscribes. */
export class Delivery extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { settings, site, hub, accessLogs }: DeliveryProps) {
    super(scope, id);
    this.distribution = new Distribution(this, "Distribution", {
      comment: settings.title.slice(0, 128),
      defaultBehavior: {
        origin: site.asOrigin(),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        compress: true,
        cachePolicy: this.#cachePolicy(),
        responseHeadersPolicy: publicHeaders(this, settings),
        functionAssociations: [
          { eventType: FunctionEventType.VIEWER_REQUEST, function: requestFunction(this) },
          { eventType: FunctionEventType.VIEWER_RESPONSE, function: responseFunction(this, settings) },
        ],
      },
      additionalBehaviors: hub && hubBehavior(hub),
      defaultRootObject: "index.html",
      // S3 says "forbidden" for what is not there to someone who may not list the bucket.
      errorResponses: [403, 404].map((httpStatus) => ({
        httpStatus,
        responseHttpStatus: 404,
        responsePagePath: "/404.html",
        ttl: Duration.seconds(MISSING_SECONDS),
      })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PRICE_CLASSES[settings.priceClass],
      enableLogging: true,
      logBucket: accessLogs.bucket,
      logFilePrefix: "site/",
      ...(settings.certificateArn !== undefined && {
        domainNames: [new URL(settings.baseUrl).hostname],
        // Without a certificate of one's own CloudFront decides.
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        certificate: Certificate.fromCertificateArn(this, "Certificate", settings.certificateArn),
      }),
    });
    this.#acknowledge(settings);
  }

  #cachePolicy(): CachePolicy {
    return new CachePolicy(this, "Cache", {
      comment: "As long as the document itself says; compressed; one copy for all readers",
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(DEFAULT_SECONDS),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
      cookieBehavior: CacheCookieBehavior.none(),
      headerBehavior: CacheHeaderBehavior.none(),
      // The digest of a file in media: other bytes are another copy.
      queryStringBehavior: CacheQueryStringBehavior.allowList("v"),
    });
  }

  #acknowledge({ certificateArn }: Settings): void {
    const reasons = Validations.of(this.distribution);
    reasons.acknowledge(
      { id: "AwsSolutions-CFR1", reason: "A publication is for readers everywhere." },
      {
        id: "AwsSolutions-CFR2",
        reason:
          "Public files have no input that a firewall could inspect; the hub reads 16 KB at most, and is throttled.",
      },
    );
    if (certificateArn === undefined) {
      reasons.acknowledge({
        id: "AwsSolutions-CFR4",
        reason: "CloudFront's own certificate comes with its own TLS versions; the setting certificateArn ends that.",
      });
    }
  }
}

/** Nothing is kept, and everything is handed on, as the function answers every method itself. */
function hubBehavior(hub: Hub): Record<string, BehaviorOptions> {
  const { path, origin } = hub.asOrigin();
  return {
    [path]: {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // API Gateway knows the API by its own host.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    },
  };
}
