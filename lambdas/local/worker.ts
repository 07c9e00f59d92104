import { setTimeout as sleep } from "node:timers/promises";
import type { Message, Outbox, Queue, Taken } from "../core/ports.ts";

/** How soon a message is taken whose delay is over. */
const LOOK_MILLIS = 500;
/** A message that fails so often is at fault itself. */
const ATTEMPTS = 5;

export interface WorkerOptions {
  queue: Queue;
  /** Throws when the message has to come again. */
  handle: (body: string) => Promise<unknown>;
  /** How many messages are worked on at once. */
  atOnce: number;
  /** What messages that nobody can handle are kept in. */
  deadLetters: Outbox;
  failed: (error: unknown) => void;
}

/** Works at a queue until it is stopped. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #underWay = new Set<Promise<void>>();
  #wake = new AbortController();
  #running: Promise<void> | undefined;
  /** Whether the last look took all that it might, and may have left more: then the end of a message is a reason to look again. */
  #mayBeMore = false;
  #stopped = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** The queue as others put work into it: its worker notices at once. */
  readonly outbox: Outbox = {
    send: async (messages: readonly Message[]) => {
      await this.#options.queue.send(messages);
      this.#wake.abort();
    },
  };

  start(): void {
    this.#running = this.#run();
  }

  /** Takes nothing more, and waits for what is under way, but not for long: it comes again. */
  async stop(patienceMillis: number): Promise<void> {
    this.#stopped = true;
    this.#wake.abort();
    await Promise.race([this.#running, sleep(patienceMillis, undefined, { ref: false })]);
  }

  async #run(): Promise<void> {
    const { queue, atOnce, failed } = this.#options;
    while (!this.#stopped) {
      this.#wake = new AbortController();
      const { signal } = this.#wake;
      try {
        const free = atOnce - this.#underWay.size;
        const taken = await queue.take(free);
        this.#mayBeMore = taken.length === free;
        for (const each of taken) this.#begin(each);
      } catch (error) {
        failed(error);
      }
      await sleep(LOOK_MILLIS, undefined, { signal }).catch(() => undefined);
    }
    await Promise.all(this.#underWay);
  }

  #begin(taken: Taken): void {
    const work = this.#handle(taken).finally(() => {
      this.#underWay.delete(work);
      if (this.#mayBeMore) this.#wake.abort();
    });
    this.#underWay.add(work);
  }

  async #handle(taken: Taken): Promise<void> {
    const { queue, handle, deadLetters, failed } = this.#options;
    try {
      await handle(taken.body);
    } catch (error) {
      failed(error);
      if (taken.attempt < ATTEMPTS) return;
      await deadLetters.send([{ body: taken.body }]);
    }
    await queue.done(taken);
  }
}
