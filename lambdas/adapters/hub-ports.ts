import type { HubDoorPorts } from "../core/hub/answer.ts";
import type { DistributionPorts } from "../core/notification/channel.ts";
import type { Outbox } from "../core/ports.ts";
import { stackVariable } from "./environment.ts";
import { newS3Client, S3Store, stateHeaders } from "./s3-store.ts";
import { SqsOutbox } from "./sqs-outbox.ts";

/** What the functions that tell people of changes have in common: what readers see, and who wants to hear of it. */
function storesOnS3() {
  const client = newS3Client();
  const bucket = stackVariable("STATE_BUCKET");
  return {
    clock: () => new Date(),
    site: new S3Store({ client, bucket: stackVariable("SITE_BUCKET") }),
    state: new S3Store({ client, bucket, prefix: stackVariable("STATE_PREFIX"), headersFor: stateHeaders }),
    ledger: new S3Store({ client, bucket, prefix: "publishing/" }),
  };
}

/** The ports of whoever lets subscribers in and verifies them, as the stack names them in a function's environment. */
export function hubPortsOnS3(): HubDoorPorts {
  return { ...storesOnS3(), verifications: new SqsOutbox(stackVariable("VERIFICATIONS_QUEUE")) };
}

/** The ports of whoever tells recipients; only the one who delivers also needs a network. */
export function notificationPortsOnS3(): Omit<DistributionPorts, "complain"> & { deliveries: Outbox } {
  const stores = storesOnS3();
  return { ...stores, settings: stores.state, deliveries: new SqsOutbox(stackVariable("DELIVERIES_QUEUE")) };
}
