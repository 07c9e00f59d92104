import type { Condition, Listed, Ports, Store, Stored, Written } from "../../lambdas/core/ports.ts";
import type { Newsroom } from "./newsroom.ts";

/** Counts the requests and bytes that pass through to a store, by the kinds that S3 has prices for. */
export class CountingStore implements Store {
  gets = 0;
  lists = 0;
  puts = 0;
  deletes = 0;
  bytesRead = 0;
  bytesWritten = 0;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get writes() {
    return this.puts + this.deletes;
  }

  get requests() {
    return this.gets + this.lists + this.writes;
  }

  async get(key: string): Promise<Stored | undefined> {
    this.gets++;
    const found = await this.#store.get(key);
    this.bytesRead += found?.bytes.length ?? 0;
    return found;
  }

  async put(key: string, value: Uint8Array, condition?: Condition): Promise<Written> {
    this.puts++;
    this.bytesWritten += value.length;
    return this.#store.put(key, value, condition);
  }

  async delete(key: string): Promise<void> {
    this.deletes++;
    return this.#store.delete(key);
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    this.lists++;
    let listed = 0;
    for await (const one of this.#store.list(prefix)) {
      // S3 gives a thousand keys a request.
      if (listed > 0 && listed % 1000 === 0) this.lists++;
      listed++;
      yield one;
    }
  }
}

/** What a run asked of each store. */
export type Counted = Record<"content" | "state" | "site", CountingStore>;

/** Counts what a run asks of the stores of a newsroom. */
export async function countRequests(newsroom: Newsroom, run: (ports: Ports) => Promise<unknown>): Promise<Counted> {
  const { content, state, site } = newsroom;
  const stores = {
    content: new CountingStore(content),
    state: new CountingStore(state),
    site: new CountingStore(site),
  };
  await run({ ...newsroom.ports, ...stores });
  return stores;
}
