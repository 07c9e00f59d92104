import type { Program } from "../core/edition.ts";
import type { Ports } from "../core/ports.ts";
import { workHere } from "../core/pure-work.ts";
import { servedAs, storedType } from "../core/site/served-as.ts";
import { stackVariable } from "./environment.ts";
import { newS3Client, S3Store, stateHeaders, type ObjectHeaders } from "./s3-store.ts";
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
    site: new S3Store({ client, bucket: stackVariable("SITE_BUCKET"), headersFor: siteHeaders }),
    clock: () => new Date(),
    pureWork: workHere,
    announcements: new SqsOutbox(stackVariable("ANNOUNCEMENTS_QUEUE")),
  };
}

export function programInLambda(): Program {
  return { version: stackVariable("PROGRAM_VERSION") };
}

/**
 * S3 itself answers 200 with every object: the edge makes of its metadata what the page says of itself (`status.ts`), and
 * of a media type that CloudFront compresses the one that readers get.
 */
export function siteHeaders(key: string, bytes: Uint8Array): ObjectHeaders {
  const served = servedAs(key, bytes);
  const contentType = storedType(served.contentType);
  const metadata: Record<string, string> = {};
  if (contentType !== served.contentType) metadata.type = served.contentType;
  if (served.status !== 200) metadata.status = String(served.status);
  if (served.status === 301) metadata.location = served.location;
  return { contentType, cacheControl: served.cacheControl, metadata };
}
