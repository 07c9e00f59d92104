import { notificationPortsOnS3 } from "./adapters/hub-ports.ts";
import { distribute } from "./core/notification/distribute.ts";
import { logProblem } from "./run-log.ts";
import { sqsWorker } from "./sqs-worker.ts";

/** Finds out who has to be told of what has been announced. */
export function distributeHandler(ports: Parameters<typeof distribute>[0]) {
  return sqsWorker("distribute", async ({ body }) => {
    await distribute(ports, body);
    return {};
  });
}

export const handler = distributeHandler({ ...notificationPortsOnS3(), complain: logProblem });
