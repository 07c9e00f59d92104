import type { Dispatcher } from "undici";
import type { HttpAnswer } from "../core/ports.ts";

/** What a challenge fits into, many times over; a connection that brings more is closed. */
const MAX_BODY_BYTES = 4096;

class DeadlineOver extends Error {
  readonly code = "deadline";
}
class TooLong extends Error {}

type Answered = Extract<HttpAnswer, { outcome: "answered" }>;

/**
 * Sends one request, and reads its answer to a bound and a deadline. It goes without `undici.request`, whose stream and signal for
 * each request are a quarter of the work of a fan-out.
 *
 * @param deadlineMillis for the whole exchange, from the question to DNS to the last byte of the answer
 * @throws when there is no status by then
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  deadlineMillis: number,
): Promise<Answered> {
  const outcome = Promise.withResolvers<Answered>();
  const handler = new Exchange(outcome);
  const deadline = setTimeout(() => handler.breakOff(new DeadlineOver()), deadlineMillis);
  try {
    dispatcher.dispatch(request, handler);
    return await outcome.promise;
  } finally {
    clearTimeout(deadline);
  }
}

interface Outcome {
  resolve: (answer: Answered) => void;
  reject: (error: Error) => void;
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #outcome: Outcome;
  #controller: Dispatcher.DispatchController | undefined;
  #broken: Error | undefined;
  #head: Pick<Answered, "status" | "retryAfter"> | undefined;
  readonly #chunks: Uint8Array[] = [];
  #lengthBytes = 0;

  constructor(outcome: Outcome) {
    this.#outcome = outcome;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The deadline was over before there was a connection.
    if (this.#broken) controller.abort(this.#broken);
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    // Interim answers (1xx) come before the one that counts (RFC 9110 §15.2).
    if (status >= 200) this.#head = { status, retryAfter: [headers["retry-after"]].flat()[0] };
  }

  onResponseData(_: unknown, chunk: Uint8Array): void {
    this.#lengthBytes += chunk.byteLength;
    if (this.#lengthBytes > MAX_BODY_BYTES) this.breakOff(new TooLong());
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#outcome.resolve({ outcome: "answered", ...this.#head!, body: Buffer.concat(this.#chunks) });
  }

  /** The status stands, whatever becomes of the body. */
  onResponseError(_: unknown, error: Error): void {
    if (this.#head) this.#outcome.resolve({ outcome: "answered", ...this.#head, body: undefined });
    else this.#outcome.reject(error);
  }

  /** Ends it whatever has come so far. */
  breakOff(error: Error): void {
    this.#broken = error;
    // Before there is a connection undici has nothing to abort.
    if (this.#controller) this.#controller.abort(error);
    else this.onResponseError(undefined, error);
  }
}
