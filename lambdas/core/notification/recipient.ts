import type { Store } from "../ports.ts";
import { digestOf, encodeRecord, readUnlessDamaged } from "../record.ts";
import type { Sent } from "./channel.ts";
import type { ChannelName } from "./channels.ts";
import { failingAfter, type Failing } from "./failing.ts";

const FOLDER = "recipients/";

/** How a recipient from the settings fares, without its address: that may hold a secret. */
export interface Recipient {
  host: string;
  /** RFC 3339: when it was last told. */
  delivered?: string;
  failing?: Failing;
}

/** Remembers an attempt for whoever asks how deliveries go. */
export async function noteSent(
  state: Store,
  channel: ChannelName,
  address: string,
  sent: { sent: Sent; attempt: number; now: Date },
): Promise<void> {
  const key = `${FOLDER}${channel}/${digestOf(address)}.json`;
  const before = (await readUnlessDamaged<Recipient>(state, key))?.value;
  const failing = failingAfter(before?.failing, sent);
  const delivered = sent.sent.outcome === "delivered" ? sent.now.toISOString() : before?.delivered;
  const recipient: Recipient = {
    host: new URL(address).host,
    ...(delivered !== undefined && { delivered }),
    ...(failing && { failing }),
  };
  await state.put(key, encodeRecord(recipient));
}

/** The recipients of a channel that have ever been tried. */
export async function* recipientsOf(state: Store, channel: ChannelName): AsyncGenerator<Recipient> {
  for await (const { key } of state.list(`${FOLDER}${channel}/`)) {
    const found = await readUnlessDamaged<Recipient>(state, key);
    if (found) yield found.value;
  }
}
