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
 * Sends one request, and reads its answer to a bound and a deadline. It takes what undici tells it as it comes: the streams and
 * signals that `undici.request` makes for each request are a quarter of the work of a fan-out.
 *
 * @param deadlineMillis for the whole exchange, from the question to DNS to the last byte of the answer
 * @throws when there is no status by then
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  deadlineMillis: number,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(request, new Exchange(deadlineMillis, { resolve, reject }));
  });
}

interface Outcome {
  resolve: (answer: Answered) => void;
  reject: (error: Error) => void;
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #outcome: Outcome;
  readonly #deadline: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #broken: Error | undefined;
  #head: Pick<Answered, "status" | "retryAfter"> | undefined;
  readonly #chunks: Uint8Array[] = [];
  #lengthBytes = 0;

  constructor(deadlineMillis: number, outcome: Outcome) {
    this.#outcome = outcome;
    this.#deadline = setTimeout(() => this.#breakOff(new DeadlineOver()), deadlineMillis);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // The connection came too late.
    if (this.#broken) controller.abort(this.#broken);
  }

  onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
    // Others come before the one that counts (RFC 9110 §15.2).
    if (status >= 200) this.#head = { status, retryAfter: [headers["retry-after"]].flat()[0] };
  }

  onResponseData(_: unknown, chunk: Uint8Array): void {
    this.#lengthBytes += chunk.byteLength;
    if (this.#lengthBytes > MAX_BODY_BYTES) this.#breakOff(new TooLong());
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#deadline);
    this.#outcome.resolve({ outcome: "answered", ...this.#head!, body: Buffer.concat(this.#chunks) });
  }

  /** The status stands, whatever becomes of the body. */
  onResponseError(_: unknown, error: Error): void {
    clearTimeout(this.#deadline);
    if (this.#head) this.#outcome.resolve({ outcome: "answered", ...this.#head, body: undefined });
    else this.#outcome.reject(error);
  }

  #breakOff(error: Error): void {
    this.#broken = error;
    // Before there is a connection nobody else says that it is over.
    if (this.#controller) this.#controller.abort(error);
    else this.onResponseError(undefined, error);
  }
}
