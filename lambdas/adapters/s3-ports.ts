import type { Program } from "../core/edition.ts";
import type { Ports } from "../core/ports.ts";
import { workHere } from "../core/pure-work.ts";
import { stackVariable } from "./environment.ts";
import { newS3Client, S3Store, stateHeaders } from "./s3-store.ts";
import { SqsOutbox } from "./sqs-outbox.ts";

/** The ports on AWS, as the stack names them in a function's environment. */
export function portsOnS3(): Ports {
  const client = newS3Client();
  return {
    content: new S3Store({ client, bucket: stackVariable("CONTENT_BUCKET") }),
    state: new S3Store({
      client,
      bucket: stackVariable("STATE_BUCKET"),
      prefix: stackVariable("STATE_PREFIX"),
      headersFor: stateHeaders,
    }),
    site: new S3Store({
      client,
      bucket: stackVariable("SITE_BUCKET"),
      // The table of media types is loaded when something is written: most ticks write nothing.
      headersFor: async (key, bytes) => (await import("./site-headers.ts")).siteHeaders(key, bytes),
    }),
    clock: () => new Date(),
    pureWork: workHere,
    announcements: new SqsOutbox(stackVariable("ANNOUNCEMENTS_QUEUE")),
  };
}

export function programInLambda(): Program {
  return { version: stackVariable("PROGRAM_VERSION") };
}
