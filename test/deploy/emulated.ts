import { inject } from "vitest";
import { awsOn } from "./aws.ts";

const emulator = inject("emulator");

/** Where there is none, every test is skipped. */
export const isEmulated = emulator !== undefined;

/** The AWS of all of the tests. */
export const aws = awsOn(emulator ?? { endpoint: "http://127.0.0.1:9", environment: {}, log: "" });
export const { s3, sqs, lambda, cdk, deploy, bucketsOfStack, eventually } = aws;
