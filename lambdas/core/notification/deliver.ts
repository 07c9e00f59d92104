import type { Message, Outbox } from "../ports.ts";
import { DamagedRecord } from "../record.ts";
import type { Batch, NotificationPorts, Sent } from "./channel.ts";
import { channelNamed, type ChannelName } from "./channels.ts";
import { retryDelaySeconds, type Chance } from "./retry.ts";

/** How soon to try a host again that has enough to do. */
const BUSY_SECONDS = 2;

/** What telling recipients needs beside what their channel does. */
export interface DeliveryPorts extends NotificationPorts {
  /** Where those wait who could not be told. */
  deliveries: Outbox;
  chance: Chance;
}

/** What a message in the queue of deliveries says. */
interface Delivery extends Batch<unknown> {
  channel: ChannelName;
  /** How often these recipients have been tried, this time included. */
  attempt: number;
}

/** How many recipients fared how; those put off met an error of ours. */
export type Outcomes = Partial<Record<Sent["outcome"] | "superseded" | "given-up" | "put-off", number>>;

export function encodeDelivery(delivery: Delivery, delaySeconds?: number): Message {
  return { body: JSON.stringify(delivery), ...(delaySeconds !== undefined && { delaySeconds }) };
}

/**
 * Tells every recipient of one message, all at once. Each who could not be told gets a message of its own, for later,
 * so that nobody waits for another. It throws when there is no recipient that it could try.
 */
export async function deliver(ports: DeliveryPorts, body: string): Promise<Outcomes> {
  const delivery = JSON.parse(body) as Delivery;
  const { recipients, attempt } = delivery;
  const send = await channelNamed(delivery.channel).prepare(ports, delivery.subject);
  if (!send) return { superseded: recipients.length };

  const outcomes: Outcomes = {};
  const count = (outcome: keyof Outcomes) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1);
  const later: Message[] = [];
  const errors = new Map<string, unknown>();
  const tryLater = (recipient: string, sent: Extract<Sent, { outcome: "busy" | "failed" }>) => {
    const again = { ...delivery, recipients: [recipient] };
    const jitter = ports.chance();
    if (sent.outcome === "busy") later.push(encodeDelivery(again, BUSY_SECONDS * (1 + jitter)));
    else {
      const delaySeconds = retryDelaySeconds({ attempt, retryAfterSeconds: sent.retryAfterSeconds, jitter });
      if (delaySeconds === null) count("given-up");
      else later.push(encodeDelivery({ ...again, attempt: attempt + 1 }, delaySeconds));
    }
  };
  const tell = async (recipient: string) => {
    try {
      const sent = await send(recipient, attempt);
      count(sent.outcome);
      if (sent.outcome === "busy" || sent.outcome === "failed") tryLater(recipient, sent);
    } catch (error) {
      // What cannot be read of one recipient holds up no other.
      if (error instanceof DamagedRecord) count("refused");
      else errors.set(recipient, error);
    }
  };
  await Promise.all(recipients.map(tell));
  if (errors.size > 0) {
    if (errors.size === recipients.length) throw errors.values().next().value;
    // In a message without the others, who must not be told again.
    outcomes["put-off"] = errors.size;
    later.push(encodeDelivery({ ...delivery, recipients: [...errors.keys()] }, BUSY_SECONDS));
  }
  if (later.length > 0) await ports.deliveries.send(later);
  return outcomes;
}
