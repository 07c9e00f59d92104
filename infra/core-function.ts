import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Duration, FileSystem, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { ApplicationLogLevel, Architecture, Function as LambdaFunction, LoggingFormat, Runtime, SystemLogLevel } from "aws-cdk-lib/aws-lambda"; // prettier-ignore
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { bundled } from "./bundle/bundled.ts";
import type { Settings } from "./settings.ts";

const root = join(import.meta.dirname, "..");

export type ObjectAction = "s3:GetObject" | "s3:PutObject" | "s3:DeleteObject";

export interface CoreFunctionProps {
  settings: Settings;
  /** The file in `lambdas/` that exports `handler`. */
  source: string;
  description: string;
  memoryMegabytes: number;
  timeoutSeconds: number;
  /** How many copies may run at once, where `reserveConcurrency` lets us say so. */
  atOnce: number;
}

/** A function that runs the core. It may do nothing but write its log until a capability grants more. */
export class CoreFunction extends LambdaFunction {
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, { settings, source, ...props }: CoreFunctionProps) {
    const logs = new LogGroup(scope, `${id}Logs`, {
      retention: settings.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Not the managed policy for basic execution: that one may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    super(scope, id, {
      code: bundled(`lambdas/${source}`),
      handler: "index.handler",
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      reservedConcurrentExecutions: settings.reserveConcurrency ? props.atOnce : undefined,
      role,
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // A start, an end and a report a minute would be most of the log.
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: { PROGRAM_VERSION: programVersion() },
    });
    this.logs = logs;
    this.addToRolePolicy(
      new PolicyStatement({
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [logs.logGroupArn],
      }),
    );
  }

  /** @param keys one key, or with a slash at its end what keys start with; empty for all of the bucket */
  allowObjects(actions: ObjectAction[], bucket: Bucket, keys: string): void {
    const pattern = keys === "" || keys.endsWith("/") ? `${keys}*` : keys;
    this.addToRolePolicy(new PolicyStatement({ actions, resources: [bucket.arnForObjects(pattern)] }));
    // To whoever may not list the whole bucket, S3 answers "access denied" where it means "no such key".
    this.addToRolePolicy(new PolicyStatement({ actions: ["s3:ListBucket"], resources: [bucket.bucketArn] }));
    if (pattern === keys) return;
    const name = Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket);
    Validations.of(this.role!).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${name}.Arn>/${pattern}]`,
      reason: "Articles and documents come and go: their keys have a prefix, and no list.",
    });
  }
}

/** Changes with the code and with its dependencies: then every document is made anew. */
function programVersion(): string {
  return createHash("sha256")
    .update(FileSystem.fingerprint(join(root, "lambdas")))
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex")
    .slice(0, 16);
}
