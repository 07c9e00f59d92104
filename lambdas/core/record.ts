import { createHash } from "node:crypto";
import type { Files, Version } from "./ports.ts";

/** Making one takes longer than decoding a record. */
const utf8 = new TextDecoder();

/** One JSON object in the state, and the version under which it was read. */
export interface Read<Value> {
  value: Value;
  version: Version;
}

/** An object of the state that holds something else than we have written. */
export class DamagedRecord extends Error {
  readonly key: string;

  constructor(key: string, cause: unknown) {
    super(`the state object ${key} is damaged: restore it from a backup`, { cause });
    this.key = key;
  }
}

/** Reads a JSON object of ours, or `undefined` when there is none. A damaged one is never "none": it throws. */
export async function readRecord<Value>(files: Pick<Files, "get">, key: string): Promise<Read<Value> | undefined> {
  const stored = await files.get(key);
  if (stored === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(stored.bytes));
  } catch (cause) {
    throw new DamagedRecord(key, cause);
  }
  if (typeof value !== "object" || value === null) throw new DamagedRecord(key, `it is ${JSON.stringify(value)}`);
  return { value: value as Value, version: stored.version };
}

/** The same where a damaged object is as good as none: it will be written anew, or nothing depends on it. */
export async function readUnlessDamaged<Value>(
  files: Pick<Files, "get">,
  key: string,
): Promise<Read<Value> | undefined> {
  try {
    return await readRecord<Value>(files, key);
  } catch (error) {
    if (error instanceof DamagedRecord) return undefined;
    throw error;
  }
}

export function encodeRecord(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** SHA-256 in hexadecimal: equal digests mean equal bytes. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * The results of work that has begun. It fails when all of it is over: whoever tries again must not be overtaken by a write
 * that is still under way.
 */
export async function resultsOf<Result>(work: Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** Runs `work` on every item, `concurrency` at a time, and keeps the order of the results; begins no more when one fails. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = Array.from({ length: items.length });
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      try {
        results[index] = await work(items[index]!);
      } catch (error) {
        next = items.length;
        throw error;
      }
    }
  };
  await resultsOf(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
}
