import { GuardedFetch } from "./adapters/guarded-fetch.ts";
import { notificationPortsOnS3 } from "./adapters/hub-ports.ts";
import { deliver, type DeliveryPorts } from "./core/notification/deliver.ts";
import { logProblem } from "./run-log.ts";
import { inItsTime, sqsWorker } from "./sqs-worker.ts";

/** Tells the recipients. */
export function deliverHandler(ports: DeliveryPorts) {
  return sqsWorker(
    "deliver",
    inItsTime(ports.deliveries, ports.clock, (body) => deliver(ports, body)),
  );
}

export const handler = deliverHandler({
  ...notificationPortsOnS3(),
  complain: logProblem,
  fetch: new GuardedFetch().fetch,
  chance: Math.random,
});
