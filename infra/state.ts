import { Duration, Validations } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { CoreFunction } from "./core-function.ts";
import { PrivateBucket } from "./private-bucket.ts";
import type { Settings } from "./settings.ts";

/** The ledger and everything derived from it that is not public, each capability below a prefix of its own. */
export class State extends Construct {
  readonly #bucket: PrivateBucket;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.#bucket = new PrivateBucket(this, "Bucket", settings, {
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    Validations.of(this.#bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason: "Only the functions of this stack touch it, every minute; their own logs say what they did.",
    });
  }

  get bucketName(): string {
    return this.#bucket.bucketName;
  }

  /** @param prefix what this capability's keys start with, a slash at its end */
  grantReadWrite(writer: CoreFunction, prefix: string): void {
    writer.addEnvironment("STATE_BUCKET", this.#bucket.bucketName);
    writer.addEnvironment("STATE_PREFIX", prefix);
    writer.allowObjects(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], this.#bucket, prefix);
  }
}
