import type { HubDoorPorts } from "../core/hub/answer.ts";
import type { DistributionPorts } from "../core/notification/channel.ts";
import { named } from "./environment.ts";
import { newS3Client, S3Store } from "./s3-store.ts";
import { SqsOutbox } from "./sqs-outbox.ts";

/** What the functions that tell people of changes have in common: what readers see, and who wants to hear of it. */
function storesOnS3(environment: NodeJS.ProcessEnv) {
  const client = newS3Client();
  const bucket = named(environment, "STATE_BUCKET");
  const headersFor = () => ({ contentType: "application/json", cacheControl: "no-store" });
  return {
    clock: () => new Date(),
    site: new S3Store({ client, bucket: named(environment, "SITE_BUCKET") }),
    state: new S3Store({ client, bucket, prefix: named(environment, "STATE_PREFIX"), headersFor }),
    ledger: new S3Store({ client, bucket, prefix: "publishing/" }),
  };
}

/** The ports of whoever lets subscribers in and verifies them, as the stack names them in a function's environment. */
export function hubPortsOnS3(environment: NodeJS.ProcessEnv = process.env): HubDoorPorts {
  return { ...storesOnS3(environment), verifications: new SqsOutbox(named(environment, "VERIFICATIONS_QUEUE")) };
}

/** The ports of whoever tells recipients; only the one who delivers also needs a network. */
export function notificationPortsOnS3(environment: NodeJS.ProcessEnv = process.env) {
  const stores = storesOnS3(environment);
  const ports: Omit<DistributionPorts, "complain"> = { ...stores, settings: stores.state };
  return { ...ports, deliveries: new SqsOutbox(named(environment, "DELIVERIES_QUEUE")) };
}
