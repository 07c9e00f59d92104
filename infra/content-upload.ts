import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import { BucketDeployment, Source } from "aws-cdk-lib/aws-s3-deployment";
import { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/**
 * Adds and replaces what the content folder holds, at each deployment for which the folder has changed.
 *
 * It never deletes, and may not: an article that reached the bucket another way stays.
 */
export class ContentUpload extends Construct {
  constructor(scope: Construct, id: string, { settings, bucket }: { settings: Settings; bucket: Bucket }) {
    super(scope, id);
    const folder = new Asset(this, "Folder", { path: settings.contentFolder, exclude: ["**/.*"] });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    const logs = new LogGroup(this, "Logs", { retention: settings.logDays, removalPolicy: RemovalPolicy.DESTROY });
    const allow = (actions: string[], resources: string[]) =>
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    allow(["s3:GetObject"], [folder.bucket.arnForObjects(folder.s3ObjectKey)]);
    allow(["s3:PutObject"], [bucket.arnForObjects("*")]);
    allow(["s3:ListBucket"], [bucket.bucketArn]);
    allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logs.logGroupArn]);

    const upload = new BucketDeployment(this, "Upload", {
      sources: [Source.bucket(folder.bucket, folder.s3ObjectKey)],
      destinationBucket: bucket,
      prune: false,
      memoryLimit: 512,
      outputObjectKeys: false,
      logGroup: logs,
      // As it is: what CDK would grant by itself is every kind of read, write and delete.
      role: role.withoutPolicyUpdates(),
    });
    upload.node.addDependency(role);

    const bucketName = Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket);
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketName}.Arn>/*]`,
      reason: "Which files the folder holds is known at deployment only.",
    });
    // One handler serves all uploads of a stack, so it is a child of the stack and not of this.
    const handler = Stack.of(this).node.children.find(({ node }) => node.id.startsWith("Custom::CDKBucketDeployment"));
    Validations.of(handler!).acknowledge({ id: "AwsSolutions-L1", reason: "CDK chooses its handler's runtime." });
  }
}
