import type { Condition, Ports, Store, Written } from "../../lambdas/core/ports.ts";

class Killed extends Error {}

/** Ends the process, as far as the core can tell, at one of its writes: this one and all after it never happen. */
class MortalStore implements Store {
  readonly #store: Store;
  readonly #life: { writes: number };

  /** @param life shared by the stores of one process: how many more writes it lives to make */
  constructor(store: Store, life: { writes: number }) {
    this.#store = store;
    this.#life = life;
  }

  get(key: string) {
    this.#alive();
    return this.#store.get(key);
  }

  async put(key: string, value: Uint8Array, condition?: Condition): Promise<Written> {
    this.#write();
    return this.#store.put(key, value, condition);
  }

  async delete(key: string): Promise<void> {
    this.#write();
    return this.#store.delete(key);
  }

  list(prefix: string) {
    this.#alive();
    return this.#store.list(prefix);
  }

  #alive() {
    if (this.#life.writes < 0) throw new Killed();
  }

  #write() {
    this.#life.writes--;
    this.#alive();
  }
}

/** The ports of a publisher that lives to make so many writes. */
export function mortal<Of extends Ports & { site: Store }>(ports: Of, writes: number): Of {
  const life = { writes };
  return { ...ports, state: new MortalStore(ports.state, life), site: new MortalStore(ports.site, life) };
}

/** Whether the work was done before its publisher was killed. */
export async function survives(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return false;
  }
}
