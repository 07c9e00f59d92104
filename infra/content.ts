import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { CfnBucket } from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { AccessLogs } from "./access-logs.ts";
import { ContentUpload } from "./content-upload.ts";
import type { CoreFunction } from "./core-function.ts";
import { PrivateBucket } from "./private-bucket.ts";
import type { Settings } from "./settings.ts";

/** How long an overwritten or deleted article can be brought back. */
const UNDO_DAYS = 365;

/** What authors write: the one source of truth. Whoever may put an object here is an author. */
export class Content extends Construct {
  readonly #bucket: PrivateBucket;

  constructor(scope: Construct, id: string, { settings, accessLogs }: { settings: Settings; accessLogs: AccessLogs }) {
    super(scope, id);
    this.#bucket = new PrivateBucket(this, "Bucket", settings, {
      versioned: true,
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(UNDO_DAYS),
          expiredObjectDeleteMarker: true,
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      serverAccessLogsBucket: accessLogs.bucket,
      serverAccessLogsPrefix: "content/",
    });
    if (settings.uploadContent) new ContentUpload(this, "Upload", { settings, bucket: this.#bucket });
  }

  get bucketName(): string {
    return this.#bucket.bucketName;
  }

  /** Every object that comes, changes or goes is named in a message. */
  announceChanges(queue: Queue): void {
    // Any bucket of this account, as the queue cannot name a bucket that waits for the queue's policy to exist.
    const result = queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("s3.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [queue.queueArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    const bucket = this.#bucket.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"].map((event) => ({
        event,
        queue: queue.queueArn,
      })),
    };
    // S3 sends a test message as soon as it is told of the queue.
    bucket.node.addDependency(result.policyDependable!);
  }

  grantRead(reader: CoreFunction): void {
    reader.addEnvironment("CONTENT_BUCKET", this.#bucket.bucketName);
    reader.allowObjects(["s3:GetObject"], this.#bucket, "");
  }
}
