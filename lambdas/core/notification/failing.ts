import type { Sent } from "./channel.ts";

/** Since when a recipient cannot be told, and why: nothing that its address could be read from. */
export interface Failing {
  /** RFC 3339. */
  since: string;
  cause: string;
  attempt: number;
}

/** How a recipient stands after an attempt; `undefined` when it was told. */
export function failingAfter(
  before: Failing | undefined,
  { sent, attempt, now }: { sent: Sent; attempt: number; now: Date },
): Failing | undefined {
  if (sent.outcome === "busy") return before;
  if (sent.outcome !== "failed" && sent.outcome !== "refused") return undefined;
  return { since: before?.since ?? now.toISOString(), cause: sent.cause, attempt };
}
