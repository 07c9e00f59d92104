import type { Change } from "./entry/change.ts";
import { momentOf } from "./entry/moment.ts";
import { SITE_FEED } from "./feed/feed-name.ts";
import type { Store } from "./ports.ts";
import { digestOf, encodeRecord, readRecord } from "./record.ts";

/** Everything that the scheduled run has to know lies below one prefix, so that one LIST tells it. */
const TICK = "tick/";
/** In the order of the list. */
const BEGUN = `${TICK}begun/`;
const BUILT_WITH = `${TICK}built-with/`;
const DUE = `${TICK}due/`;
/** A batch takes seconds: before this nobody takes it for abandoned. */
const LEASE_MILLIS = 30_000;

/** Work to do: articles whose embargo ends, or a batch whose publisher may not have lived to finish it. */
export interface Work {
  key: string;
  paths: string[];
  /** Ids of articles among them, which may have been moved to other paths since. */
  ids?: string[];
  /** Feeds that the work may have left half-written; `site@3` where it was the third of its archive pages. */
  feeds: string[];
  /** What nobody may have been told of. */
  changes?: Change[];
}

/** Makes a note that an article has to be looked at when its embargo ends. */
export async function noteEmbargo(state: Store, path: string, due: string): Promise<void> {
  await state.put(`${DUE}${due}/${digestOf(path)}.json`, encodeRecord({ paths: [path], feeds: [] }));
}

/** Makes a note that an article has to be looked at again, in a while and as if nothing were known of its feeds. */
export async function noteHindered(state: Store, path: string, now: Date): Promise<void> {
  const due = momentOf(new Date(now.getTime() + LEASE_MILLIS));
  await state.put(`${DUE}${due}/${digestOf(path)}-hindered.json`, encodeRecord({ paths: [path], feeds: [SITE_FEED] }));
}

/** Makes a note that a list of recent articles has to be looked at, once for all that are of one moment. */
export async function noteRecent(state: Store, due: string, list: string): Promise<void> {
  await state.put(`${DUE}${due}/${list}.json`, encodeRecord({ paths: [], feeds: [list] }));
}

/** Makes a note of what is about to be changed, to be deleted when that is done. Two publishers share none. */
export async function noteBegun(state: Store, now: Date, work: Omit<Work, "key">): Promise<string> {
  const bytes = encodeRecord(work);
  const stem = `${BEGUN}${momentOf(new Date(now.getTime() + LEASE_MILLIS))}/${digestOf(bytes)}`;
  for (let number = 1; ; number++) {
    const key = `${stem}-${number}.json`;
    if ((await state.put(key, bytes, "if-absent")).outcome === "written") return key;
  }
}

/** Remembers that everything has been published under these settings, after `forgetBuiltWith`. */
export async function noteBuiltWith(state: Store, digest: string): Promise<void> {
  await state.put(BUILT_WITH + digest, new Uint8Array());
}

/** Whether everything has been published under these settings. */
export async function isBuiltWith(state: Store, digest: string): Promise<boolean> {
  return (await state.get(BUILT_WITH + digest)) !== undefined;
}

/** From here on the site is of mixed settings: should they change back meanwhile, everything is made once more. */
export async function forgetBuiltWith(state: Store): Promise<void> {
  for await (const { key } of state.list(BUILT_WITH)) await state.delete(key);
}

export interface Notes {
  /** Digest of the settings that everything was last published with. */
  builtWith: string | undefined;
  work: Work[];
}

/**
 * What there is to do now, in one LIST when nothing is.
 *
 * @param abandoned whether to take up every batch that was begun, or only those whose lease is over
 */
export async function readNotes(state: Store, now: Date, abandoned: "all" | "expired"): Promise<Notes> {
  const notes: Notes = { builtWith: undefined, work: [] };
  for await (const { key } of state.list(TICK)) {
    if (key.startsWith(BUILT_WITH)) notes.builtWith = key.slice(BUILT_WITH.length);
    else if (key.startsWith(DUE) && !isOver(key, now)) break;
    else if (key.startsWith(DUE) || abandoned === "all" || isOver(key, now)) {
      const work = await readRecord<Omit<Work, "key">>(state, key);
      if (work) notes.work.push({ key, ...work.value });
    }
  }
  return notes;
}

/**
 * Deletes the note of work that somebody else had begun, or that was due, and is done. Before it is due it stays: whoever
 * has begun it may be at it still, and die later. Nor does a clock that jumped back end an embargo.
 */
export async function noteDone(state: Store, now: Date, key: string): Promise<void> {
  if (isOver(key, now)) await state.delete(key);
}

function isOver(key: string, now: Date): boolean {
  const [, , instant = ""] = key.split("/");
  return instant <= momentOf(now);
}
