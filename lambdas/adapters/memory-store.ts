import { createHash } from "node:crypto";
import type { Condition, Listed, Store, Stored, Written } from "../core/ports.ts";

/** A `Store` that forgets, for tests. */
export class MemoryStore implements Store {
  readonly #objects = new Map<string, Stored>();
  /** In the order of their UTF-8 bytes: a listing of a few among many thousands looks at those few. */
  readonly #keys: string[] = [];

  async get(key: string): Promise<Stored | undefined> {
    const stored = this.#objects.get(key);
    return stored && { bytes: stored.bytes.slice(), version: stored.version };
  }

  async put(key: string, bytes: Uint8Array, condition?: Condition): Promise<Written> {
    const current = this.#objects.get(key)?.version;
    if (condition === "if-absent" && current !== undefined) return { outcome: "conflict" };
    if (typeof condition === "object" && current !== condition.ifVersion) return { outcome: "conflict" };
    if (current === undefined) this.#keys.splice(this.#indexOf(key), 0, key);
    // As in S3: bytes that come back have the version that they had.
    const version = createHash("md5").update(bytes).digest("hex");
    this.#objects.set(key, { bytes: bytes.slice(), version });
    return { outcome: "written", version };
  }

  async delete(key: string): Promise<void> {
    if (this.#objects.delete(key)) this.#keys.splice(this.#indexOf(key), 1);
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    const keys: string[] = [];
    for (let index = this.#indexOf(prefix); index < this.#keys.length; index++) {
      const key = this.#keys[index]!;
      if (!key.startsWith(prefix)) break;
      keys.push(key);
    }
    for (const key of keys) {
      const stored = this.#objects.get(key);
      if (stored) yield { key, version: stored.version };
    }
  }

  /** Where the key is, or would be. */
  #indexOf(key: string): number {
    const bytes = Buffer.from(key);
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (Buffer.compare(Buffer.from(this.#keys[middle]!), bytes) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
