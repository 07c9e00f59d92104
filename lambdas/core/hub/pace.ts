import type { Clock } from "../ports.ts";

/** Requests a second that strangers may have us send to one host, and as many at once after a pause. */
const PER_SECOND = 100;
/** Beyond that, hosts that have been quiet are forgotten. */
const MOST_HOSTS = 10_000;

/** Spreads verifications over time, as nobody knows yet whether a callback wants to be sent anything. */
export class Pace {
  readonly #clock: Clock;
  /** By host, the moment up to which its requests are spent, in milliseconds. */
  readonly #spent = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns seconds to wait before this host is asked; 0 when it may be asked now, which counts as done */
  delaySeconds(host: string): number {
    const now = this.#clock().getTime();
    const spent = Math.max(this.#spent.get(host) ?? 0, now - 1000) + 1000 / PER_SECOND;
    // A second more than it must be: by then there is room for a hundred again, and fewer come in vain.
    if (spent > now) return (spent - now) / 1000 + 1;
    this.#spent.delete(host);
    this.#spent.set(host, spent);
    if (this.#spent.size > MOST_HOSTS) this.#spent.delete(this.#spent.keys().next().value!);
    return 0;
  }
}
