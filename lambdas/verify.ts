import { stackVariable } from "./adapters/environment.ts";
import { GuardedFetch } from "./adapters/guarded-fetch.ts";
import { hubPortsOnS3 } from "./adapters/hub-ports.ts";
import { Pace } from "./core/hub/pace.ts";
import { verify, type VerifyPorts } from "./core/hub/verify.ts";
import { inItsTime, sqsWorker } from "./sqs-worker.ts";

/** Asks those who want to subscribe or unsubscribe whether they do. */
export function verifyHandler(ports: VerifyPorts, baseUrl: string) {
  const work = async (body: string) => ({ [await verify(ports, baseUrl, body)]: 1 });
  return sqsWorker("verify", inItsTime(ports.verifications, ports.clock, work));
}

const ports = hubPortsOnS3();
// The pace is that of one copy of the function: infra/hub.ts bounds how many there are.
export const handler = verifyHandler(
  { ...ports, fetch: new GuardedFetch().fetch, pace: new Pace(ports.clock), chance: Math.random },
  stackVariable("BASE_URL"),
);
