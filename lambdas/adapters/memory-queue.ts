import type { Clock, Message, Queue, Taken } from "../core/ports.ts";

interface Waiting {
  body: string;
  dueMillis: number;
  attempt: number;
  receipt: string;
}

/** A `Queue` that forgets, for tests. */
export class MemoryQueue implements Queue {
  readonly #clock: Clock;
  readonly #silenceSeconds: number;
  readonly #messages = new Map<number, Waiting>();
  #sent = 0;
  #takings = 0;

  /** @param silenceSeconds how long a worker may keep a message before somebody else gets it */
  constructor(clock: Clock, silenceSeconds: number) {
    this.#clock = clock;
    this.#silenceSeconds = silenceSeconds;
  }

  async send(messages: readonly Message[]): Promise<void> {
    for (const { body, delaySeconds = 0 } of messages)
      this.#messages.set(++this.#sent, { body, dueMillis: this.#after(delaySeconds), attempt: 0, receipt: "" });
  }

  async take(atMost: number): Promise<Taken[]> {
    const now = this.#after(0);
    const due = [...this.#messages].filter(([, { dueMillis }]) => dueMillis <= now);
    due.sort(([, a], [, b]) => a.dueMillis - b.dueMillis);
    return due.slice(0, atMost).map(([number, message]) => {
      message.dueMillis = this.#after(this.#silenceSeconds);
      message.attempt++;
      message.receipt = `${number}/${++this.#takings}`;
      return { body: message.body, attempt: message.attempt, receipt: message.receipt };
    });
  }

  async done({ receipt }: Taken): Promise<void> {
    const number = Number(receipt.split("/")[0]);
    if (this.#messages.get(number)?.receipt === receipt) this.#messages.delete(number);
  }

  #after(seconds: number): number {
    return this.#clock().getTime() + seconds * 1000;
  }
}
