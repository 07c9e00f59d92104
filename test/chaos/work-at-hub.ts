import { verify } from "../../lambdas/core/hub/verify.ts";
import { deliver } from "../../lambdas/core/notification/deliver.ts";
import { distribute } from "../../lambdas/core/notification/distribute.ts";
import type { Queue } from "../../lambdas/core/ports.ts";
import { BASE_URL, type TestHub } from "../core/hub/subscriber.ts";
import { Fault, faultyOutbox, FaultyStore, type Weather } from "./faulty-store.ts";

const AT_ONCE = 10;

/** Lets a hub do some of its work, on stores and into queues that fail. */
export async function workAtHub(hub: TestHub, weather: Weather): Promise<void> {
  const ports = {
    ...hub.ports,
    state: new FaultyStore(hub.state, weather),
    site: new FaultyStore(hub.site, weather),
    deliveries: faultyOutbox(hub.deliveries, weather),
  };
  await workAt(hub.verifications, (body) => verify(ports, BASE_URL, body));
  await workAt(hub.announcements, (body) => distribute(ports, body));
  await workAt(hub.deliveries, (body) => deliver(ports, body));
}

/** What fails comes again when its worker has been silent for long enough. */
async function workAt(queue: Queue, handle: (body: string) => Promise<unknown>): Promise<void> {
  for (const taken of await queue.take(AT_ONCE)) {
    try {
      await handle(taken.body);
      await queue.done(taken);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
  }
}
