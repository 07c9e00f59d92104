import type { Ports, Store, Version } from "../ports.ts";
import { digestOf, encodeRecord, readRecord, type Read } from "../record.ts";
import { servedAs } from "../site/served-as.ts";
import { measureImage } from "./measure-image.ts";

export const MEDIA = "media/";

/** What is known of one file in `content/media/`. */
export interface MediaFile {
  /** The version of the file that this is true of. */
  version: Version;
  /** SHA-256. */
  digest: string;
  lengthBytes: number;
  type: string;
  widthPixels?: number;
  heightPixels?: number;
  /** Whether the site holds it. */
  isPublic: boolean;
}

/** By key, the files that an article uses. */
export type MediaFiles = ReadonlyMap<string, MediaFile>;

const RECORD_ENDING = ".json";
const recordKey = (key: string) => key + RECORD_ENDING;

/** What stands behind `?v=`: another for other bytes. */
export function mediaVersion({ digest }: MediaFile): string {
  return digest.slice(0, 12);
}

/** What was last known of a file; one that nothing is known of is measured now. */
export async function knownMedia(ports: Ports, key: string): Promise<MediaFile | undefined> {
  const known = await readRecord<MediaFile>(ports.state, recordKey(key));
  return known ? known.value : (await measureMedia(ports, key))?.value;
}

/** Whether the site is known to hold a file, so that one more article that uses it need not publish it. */
export async function isOnSite({ state }: Ports, key: string): Promise<boolean> {
  return (await readRecord<MediaFile>(state, recordKey(key)))?.value.isPublic ?? false;
}

/** Every file that something is known of. */
export async function* knownFiles(state: Store): AsyncGenerator<string> {
  for await (const { key } of state.list(MEDIA)) yield key.slice(0, -RECORD_ENDING.length);
}

/** The version of a file that was measured last. */
export async function knownVersion(state: Store, key: string): Promise<Version | undefined> {
  return (await readRecord<MediaFile>(state, recordKey(key)))?.value.version;
}

export type MeasuredFile = Read<MediaFile> & { bytes: Uint8Array };

/** Reads the file as it is now, and remembers what it is; `undefined` when there is none. */
export async function measureMedia({ content, state }: Ports, key: string): Promise<MeasuredFile | undefined> {
  for (;;) {
    const [file, known] = [await content.get(key), await readRecord<MediaFile>(state, recordKey(key))];
    if (!file) {
      if (known) await state.delete(recordKey(key));
      return undefined;
    }
    const { bytes, version } = file;
    if (known?.value.version === version) return { ...known, bytes };
    const value: MediaFile = {
      version,
      digest: digestOf(bytes),
      lengthBytes: bytes.length,
      type: servedAs(key, bytes).contentType.replace(/;.*/, ""),
      ...measureImage(bytes),
      isPublic: false,
    };
    const put = await state.put(
      recordKey(key),
      encodeRecord(value),
      known ? { ifVersion: known.version } : "if-absent",
    );
    if (put.outcome === "written") return { value, version: put.version, bytes };
  }
}

/** Remembers whether the site holds a file; `conflict` when it has been measured anew meanwhile. */
export async function rememberPublic(
  { state }: Ports,
  key: string,
  { value, version }: Read<MediaFile>,
  isPublic: boolean,
): Promise<"remembered" | "conflict"> {
  if (value.isPublic === isPublic) return "remembered";
  const put = await state.put(recordKey(key), encodeRecord({ ...value, isPublic }), { ifVersion: version });
  return put.outcome === "written" ? "remembered" : "conflict";
}
