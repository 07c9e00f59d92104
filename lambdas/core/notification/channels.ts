import { contentDistribution } from "../hub/content-distribution.ts";
import type { Channel } from "./channel.ts";
import { otherHubs } from "./other-hubs.ts";
import { webhooks } from "./webhooks.ts";

/** Every way in which the world is told. The names stand in messages, and stay. */
export const CHANNELS = {
  websub: contentDistribution,
  hubs: otherHubs,
  webhooks,
} as const;

export type ChannelName = keyof typeof CHANNELS;

/** A channel whose subjects are whatever it wrote into a message itself. */
export function channelNamed(name: ChannelName): Channel<unknown> {
  return CHANNELS[name];
}
