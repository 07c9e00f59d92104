import { Duration, Validations } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { CoreFunction, ObjectAction } from "./core-function.ts";
import { PrivateBucket } from "./private-bucket.ts";
import type { Settings } from "./settings.ts";

const PUBLISHING = "publishing/";
/** A request at the hub waits for an hour at the most; the mark of one that was lost on the way goes after a day. */
const PENDING = { prefix: "hub/pending/", expiration: Duration.days(1) };

/** The ledger and everything derived from it that is not public, each capability below a prefix of its own. */
export class State extends Construct {
  readonly #bucket: PrivateBucket;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.#bucket = new PrivateBucket(this, "Bucket", settings, {
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }, PENDING],
    });
    Validations.of(this.#bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason: "Only the functions of this stack touch it, every minute; their own logs say what they did.",
    });
  }

  get bucketName(): string {
    return this.#bucket.bucketName;
  }

  /** What publishers keep: the ledger, and all that is derived from it. */
  grantPublishing(publisher: CoreFunction): void {
    this.grant(publisher, PUBLISHING, { "": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"] });
  }

  grantReadLedger(reader: CoreFunction): void {
    reader.allowObjects(["s3:GetObject"], this.#bucket, `${PUBLISHING}ledger/`);
  }

  /**
   * @param prefix what this capability's keys start with, a slash at its end
   * @param allowed what may be done below it, by key or, with a slash at its end, by the start of keys
   */
  grant(user: CoreFunction, prefix: string, allowed: Record<string, ObjectAction[]>): void {
    user.addEnvironment("STATE_BUCKET", this.#bucket.bucketName);
    user.addEnvironment("STATE_PREFIX", prefix);
    for (const [keys, actions] of Object.entries(allowed)) user.allowObjects(actions, this.#bucket, `${prefix}${keys}`);
  }
}
