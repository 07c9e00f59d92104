/** First pause, tripled each time: a restart of the other side is over after one or two. */
const FIRST_SECONDS = 10;
const FACTOR = 3;
const LONGEST_SECONDS = 3600;
/** Together about three hours; afterwards the next update is tried (WebSub §7). */
const ATTEMPTS = 9;
/** Whoever asks for a longer pause is not tried again: by then there is something newer to send. */
const LONGEST_RETRY_AFTER_SECONDS = 86_400;

/** A number from 0 up to, and without, 1, another each time. The core throws no dice of its own. */
export type Chance = () => number;

export interface Failure {
  /** How often it has been tried, this time included. */
  attempt: number;
  retryAfterSeconds: number | undefined;
  /** From 0 to 1, by chance, so that those who failed together do not come back together. */
  jitter: number;
}

/**
 * When to try again what a receiver did not take, in seconds from now; `null` when not at all. WebSub §7: "Hubs SHOULD
 * retry content distribution requests up to self-imposed limits".
 */
export function retryDelaySeconds({ attempt, retryAfterSeconds = 0, jitter }: Failure): number | null {
  if (attempt >= ATTEMPTS || retryAfterSeconds > LONGEST_RETRY_AFTER_SECONDS) return null;
  const pause = Math.min(FIRST_SECONDS * FACTOR ** (attempt - 1), LONGEST_SECONDS);
  // Never sooner than asked for, and spread behind that.
  return Math.ceil(Math.max(pause / 2, retryAfterSeconds) + (jitter * pause) / 2);
}

/** How long a `Retry-After` asks to wait, in seconds or until a date (RFC 9110 §10.2.3); `undefined` when it cannot be read. */
export function readRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - now.getTime()) / 1000));
}
