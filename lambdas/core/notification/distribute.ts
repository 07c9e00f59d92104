import type { Outbox } from "../ports.ts";
import type { Announcement } from "./announcement.ts";
import type { DistributionPorts } from "./channel.ts";
import { channelNamed } from "./channels.ts";
import { encodeDelivery } from "./deliver.ts";

/**
 * Finds out for one channel who has to be told of an announcement, and puts a message for each batch of them into the
 * queue of deliveries. Whoever is interrupted begins anew: some are told twice, none is forgotten.
 *
 * @param body of a message that `announce` sent
 */
export async function distribute(ports: DistributionPorts & { deliveries: Outbox }, body: string): Promise<void> {
  const announcement = JSON.parse(body) as Announcement;
  const { channel } = announcement;
  for await (const page of channelNamed(channel).pages(ports, announcement)) {
    await ports.deliveries.send(page.map((batch) => encodeDelivery({ channel, ...batch, attempt: 1 })));
  }
}
