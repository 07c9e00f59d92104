import { Duration, Validations } from "aws-cdk-lib";
import { ObjectOwnership, type IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { PrivateBucket } from "./private-bucket.ts";
import type { Settings } from "./settings.ts";

/** Who read the site and who touched the content, for a while: such logs hold readers' addresses. */
export class AccessLogs extends Construct {
  readonly bucket: IBucket;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, "Bucket", settings, {
      // CloudFront's standard logging writes through an access control list.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(settings.logDays) }],
    });
    Validations.of(this.bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason: "This is the bucket that the access logs go to: logging itself would never end.",
    });
  }
}
