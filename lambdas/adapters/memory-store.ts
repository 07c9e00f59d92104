import type { Condition, Listed, Store, Stored, Written } from "../core/ports.ts";

/** A `Store` that forgets: for tests, and for measuring the core without a disk. */
export class MemoryStore implements Store {
  readonly #objects = new Map<string, Stored>();
  #writes = 0;

  async get(key: string): Promise<Stored | undefined> {
    const stored = this.#objects.get(key);
    return stored && { bytes: stored.bytes.slice(), version: stored.version };
  }

  async put(key: string, bytes: Uint8Array, condition?: Condition): Promise<Written> {
    const current = this.#objects.get(key)?.version;
    if (condition === "if-absent" && current !== undefined) return { outcome: "conflict" };
    if (typeof condition === "object" && current !== condition.ifVersion) return { outcome: "conflict" };
    const version = `v${++this.#writes}`;
    this.#objects.set(key, { bytes: bytes.slice(), version });
    return { outcome: "written", version };
  }

  async delete(key: string): Promise<void> {
    this.#objects.delete(key);
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    const keys = [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort(byUtf8Bytes);
    for (const key of keys) {
      const stored = this.#objects.get(key);
      if (stored) yield { key, version: stored.version };
    }
  }
}

function byUtf8Bytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
