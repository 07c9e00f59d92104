import type { Store, Written } from "../ports.ts";
import { DamagedRecord, digestOf, encodeRecord, readRecord, readUnlessDamaged } from "../record.ts";
import type { ChannelName } from "./channels.ts";
import type { DocumentVersion } from "./document-version.ts";

const FOLDER = "told/";
/** Stands for a digest that is not known: no document has it. */
const UNKNOWN = "?";

/** The version of a document that the recipients of a channel were last told of. */
export interface Told extends DocumentVersion {
  /** Digest of a version that is on its way into the queue: until all of it is there, no digest counts as told. */
  underWay?: string;
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

/** Notes what is about to be put into the queue: some may get it before whoever puts it there is killed. */
export async function beginTelling(
  state: Store,
  channel: ChannelName,
  { document, digest }: DocumentVersion,
  before: Told = { document, digest: UNKNOWN, recipients: 0 },
): Promise<Written> {
  return state.put(keyOf(channel, document), encodeRecord({ ...before, digest: UNKNOWN, underWay: digest }));
}

/**
 * Notes what has been put into the queue for all recipients: after it, as a repetition is better than a loss, and only if
 * nobody has begun another distribution or dropped a delivery since this one was begun.
 */
export async function noteTold(state: Store, channel: ChannelName, told: Told, begun: Written): Promise<void> {
  if (begun.outcome === "conflict") return;
  await state.put(keyOf(channel, told.document), encodeRecord(told), { ifVersion: begun.version });
}

/** Notes that a version is not told to everybody after all, unless another one has been since, or is about to be. */
export async function forgetTold(
  state: Store,
  channel: ChannelName,
  { document, digest }: DocumentVersion,
): Promise<void> {
  const key = keyOf(channel, document);
  const found = await readUnlessDamaged<Told>(state, key);
  if (!found) return;
  const { underWay, ...told } = found.value;
  if ((underWay ?? told.digest) !== digest) return;
  await state.put(key, encodeRecord({ ...told, digest: UNKNOWN }), { ifVersion: found.version });
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
