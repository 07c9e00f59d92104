interface Waiting {
  since: number;
  called: (hasPlace: boolean) => void;
}

/**
 * A limit on how much is under way at once, for each name. Whoever finds no place waits for one in the order of arrival, and
 * not for ever.
 */
export class Places {
  readonly #most: number;
  readonly #patienceMillis: number;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(most: number, patienceMillis: number) {
    this.#most = most;
    this.#patienceMillis = patienceMillis;
  }

  /** Does some work in a place of its own, or says that none has become free in time. */
  async within<Done>(name: string, work: () => Promise<Done>): Promise<Done | { outcome: "busy" }> {
    const taken = this.#taken.get(name) ?? 0;
    if (taken < this.#most) this.#taken.set(name, taken + 1);
    else if (!(await this.#wait(name))) return { outcome: "busy" };
    try {
      return await work();
    } finally {
      this.#leave(name);
    }
  }

  #wait(name: string): Promise<boolean> {
    const waiting = this.#waiting.get(name) ?? [];
    if (!this.#waiting.has(name)) {
      this.#waiting.set(name, waiting);
      this.#lookAfter(name, this.#patienceMillis);
    }
    return new Promise((called) => waiting.push({ since: performance.now(), called }));
  }

  /** One timer for all who wait: there may be thousands. */
  #lookAfter(name: string, millis: number): void {
    setTimeout(() => {
      const waiting = this.#waiting.get(name)!;
      while (waiting.length > 0) {
        const leftMillis = waiting[0]!.since + this.#patienceMillis - performance.now();
        if (leftMillis > 0) return this.#lookAfter(name, leftMillis);
        waiting.shift()!.called(false);
      }
      this.#waiting.delete(name);
    }, millis);
  }

  /** Gives the place to who has waited longest. */
  #leave(name: string): void {
    const next = this.#waiting.get(name)?.shift();
    if (next) return next.called(true);
    const taken = this.#taken.get(name)! - 1;
    if (taken > 0) this.#taken.set(name, taken);
    else this.#taken.delete(name);
  }
}
