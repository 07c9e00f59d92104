import { createHash } from "node:crypto";
import type { Files, Version } from "./ports.ts";

/** One JSON object in the state, and the version under which it was read. */
export interface Read<Value> {
  value: Value;
  version: Version;
}

/** Reads a JSON object of ours, or `undefined` when there is none. A damaged one is an outage, never "none". */
export async function readRecord<Value>(files: Pick<Files, "get">, key: string): Promise<Read<Value> | undefined> {
  const stored = await files.get(key);
  if (stored === undefined) return undefined;
  try {
    return { value: JSON.parse(new TextDecoder().decode(stored.bytes)) as Value, version: stored.version };
  } catch (cause) {
    throw new Error(`the state object ${key} is damaged: restore it from a backup`, { cause });
  }
}

export function encodeRecord(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** SHA-256 in hexadecimal: equal digests mean equal bytes. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Runs `work` on every item, `concurrency` at a time, and keeps the order of the results. */
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
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
}
