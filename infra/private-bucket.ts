import { RemovalPolicy } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/** A bucket that nobody reaches from outside or without TLS, and that outlives its stack unless that is ephemeral. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, { ephemeral }: Settings, props: BucketProps = {}) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // Not KMS: with SSE-S3 an ETag is the digest of the bytes, and it serves as their version.
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: ephemeral ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      autoDeleteObjects: ephemeral,
      ...props,
    });
  }
}
