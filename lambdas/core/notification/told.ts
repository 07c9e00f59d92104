import type { Store } from "../ports.ts";
import { DamagedRecord, digestOf, encodeRecord, readRecord, readUnlessDamaged } from "../record.ts";
import type { ChannelName } from "./channels.ts";

const FOLDER = "told/";
/** Stands for the digest of a document that is not there. */
export const NOT_THERE = "";

/** Stands for a digest that was lost: no document has it. */
const UNKNOWN = "?";

/** What the recipients of a channel were last told of one document. */
export interface Told {
  /** Key of the document. */
  document: string;
  /** SHA-256 of its bytes. */
  digest: string;
  /** RFC 3339: when; undefined before the first time. */
  when?: string;
  /** How many were told. */
  recipients: number;
}

const keyOf = (channel: ChannelName, document: string) => `${FOLDER}${channel}/${digestOf(document)}.json`;

/** What was last said of a document. Where that cannot be read, it is said again. */
export async function readTold(state: Store, channel: ChannelName, document: string): Promise<Told | undefined> {
  try {
    return (await readRecord<Told>(state, keyOf(channel, document)))?.value;
  } catch (error) {
    if (error instanceof DamagedRecord) return { document, digest: UNKNOWN, recipients: 0 };
    throw error;
  }
}

/** Notes what has been put into the queue for all recipients: after it, as a repetition is better than a loss. */
export async function noteTold(state: Store, channel: ChannelName, told: Told): Promise<void> {
  await state.put(keyOf(channel, told.document), encodeRecord(told));
}

/** Notes where a document stands that nobody has been told of yet. Only what comes after it is news. */
export async function noteUntold(state: Store, channel: ChannelName, document: string, digest: string): Promise<void> {
  const told: Told = { document, digest, recipients: 0 };
  await state.put(keyOf(channel, document), encodeRecord(told), "if-absent");
}

/**
 * All documents that somebody has ever been told of, or wanted to be. Which one a damaged record is about shows when that
 * document changes.
 */
export async function* toldDocuments(state: Store, channel: ChannelName): AsyncGenerator<Told> {
  for await (const { key } of state.list(`${FOLDER}${channel}/`)) {
    const told = await readUnlessDamaged<Told>(state, key);
    if (told) yield told.value;
  }
}
