import { Duration, Validations } from "aws-cdk-lib";
import type { IOrigin } from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Construct } from "constructs";
import type { CoreFunction } from "./core-function.ts";
import { PrivateBucket } from "./private-bucket.ts";
import type { Settings } from "./settings.ts";

/** What readers see, one object per URL. Nothing lies here that is not public. */
export class Site extends Construct {
  readonly #bucket: PrivateBucket;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.#bucket = new PrivateBucket(this, "Bucket", settings, {
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    Validations.of(this.#bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason: "Readers come through CloudFront, which logs them; the publisher's own logs say what it wrote.",
    });
  }

  get bucketName(): string {
    return this.#bucket.bucketName;
  }

  grantRead(reader: CoreFunction): void {
    reader.addEnvironment("SITE_BUCKET", this.#bucket.bucketName);
    reader.allowObjects(["s3:GetObject"], this.#bucket, "");
  }

  grantReadWrite(publisher: CoreFunction): void {
    publisher.addEnvironment("SITE_BUCKET", this.#bucket.bucketName);
    publisher.allowObjects(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], this.#bucket, "");
  }

  /** Lets the distribution that takes this origin, and nobody else, read the objects. */
  asOrigin(): IOrigin {
    return S3BucketOrigin.withOriginAccessControl(this.#bucket);
  }
}
