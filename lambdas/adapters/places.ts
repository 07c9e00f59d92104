/**
 * A limit on how much is under way at once, for each name. Whoever finds no place waits for one in the order of arrival, and
 * not for ever.
 */
export class Places {
  readonly #most: number;
  readonly #patienceMillis: number;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(most: number, patienceMillis: number) {
    this.#most = most;
    this.#patienceMillis = patienceMillis;
  }

  /** Does some work in a place of its own, or says that none has become free in time. */
  async within<Done>(name: string, work: () => Promise<Done>): Promise<Done | { outcome: "busy" }> {
    if (!(await this.#take(name))) return { outcome: "busy" };
    try {
      return await work();
    } finally {
      this.#leave(name);
    }
  }

  async #take(name: string): Promise<boolean> {
    const taken = this.#taken.get(name) ?? 0;
    if (taken < this.#most) {
      this.#taken.set(name, taken + 1);
      return true;
    }
    const queue = this.#waiting.get(name) ?? new Set();
    this.#waiting.set(name, queue);
    return new Promise((resolve) => {
      const called = () => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        queue.delete(called);
        resolve(false);
      }, this.#patienceMillis);
      queue.add(called);
    });
  }

  /** Gives the place to who has waited longest. */
  #leave(name: string): void {
    const queue = this.#waiting.get(name);
    const [next] = queue ?? [];
    if (queue && next) {
      queue.delete(next);
      return next();
    }
    this.#waiting.delete(name);
    const taken = this.#taken.get(name)! - 1;
    if (taken > 0) this.#taken.set(name, taken);
    else this.#taken.delete(name);
  }
}
