import type { Change } from "../entry/change.ts";
import { isFeedDocument } from "../feed/feed-name.ts";
import { hubsOf } from "../hub/hubs-of.ts";
import type { Message, Outbox } from "../ports.ts";
import type { Publication } from "../publication.ts";
import { CHANNELS, type ChannelName } from "./channels.ts";
import { chunksOf } from "./chunks.ts";

/** A message may have 256 KB (SQS), and a path 1,024 bytes. */
const MOST_IN_MESSAGE = 100;

/** What a run has changed. */
export interface WhatChanged {
  /** Keys of the documents that were written or deleted. */
  documents: Iterable<string>;
  changes: readonly Change[];
  /** A run before this one may have changed documents and not lived to say so. */
  isDoubtful: boolean;
}

/** What one channel is told of that. */
export interface Announcement {
  channel: ChannelName;
  /** Keys of feed documents; `"any"` when each that somebody hears of has to be compared with what was last said of it. */
  documents: string[] | "any";
  changes: Change[];
  baseUrl: string;
  /** Addresses of all hubs, our own first. */
  hubs: string[];
}

/**
 * Puts what has changed into the queue, for each channel apart, so that none holds up another. Once it returns it outlasts the
 * process; a run that dies before says it again when it is repeated.
 */
export async function announce(
  announcements: Outbox,
  publication: Publication,
  { documents, changes, isDoubtful }: WhatChanged,
): Promise<void> {
  const feeds = [...documents].filter(isFeedDocument).sort();
  const about = { baseUrl: publication.baseUrl, hubs: hubsOf(publication) };
  const messages: Message[] = [];
  for (const [name, { hearsOf }] of Object.entries(CHANNELS)) {
    const add = (part: Partial<Announcement>) =>
      messages.push({ body: JSON.stringify({ channel: name, documents: [], changes: [], ...about, ...part }) });
    if (hearsOf === "changes") for (const chunk of chunksOf(changes, MOST_IN_MESSAGE)) add({ changes: chunk });
    else if (isDoubtful) add({ documents: "any" });
    else for (const chunk of chunksOf(feeds, MOST_IN_MESSAGE)) add({ documents: chunk });
  }
  if (messages.length > 0) await announcements.send(messages);
}
