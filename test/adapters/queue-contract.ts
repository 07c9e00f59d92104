import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Clock, Queue } from "../../lambdas/core/ports.ts";

interface Opened {
  queue: Queue;
  close(): Promise<void>;
}

const SILENCE_SECONDS = 30;

/** What every `Queue` adapter must do. Its clock is ours, so that no test sleeps. */
export function queueContract(name: string, open: (clock: Clock, silenceSeconds: number) => Promise<Opened>): void {
  describe(`${name} keeps the contract of Queue`, () => {
    let now: Date;
    let opened: Opened;
    let queue: Queue;
    beforeEach(async () => {
      now = new Date("2026-11-25T12:00:00Z");
      opened = await open(() => now, SILENCE_SECONDS);
      queue = opened.queue;
    });
    afterEach(() => opened.close());

    const wait = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));
    const send = (...bodies: string[]) => queue.send(bodies.map((body) => ({ body })));
    const takeBodies = async (atMost = 100) => (await queue.take(atMost)).map(({ body }) => body).toSorted();
    const takeOne = async () => {
      const [taken] = await queue.take(1);
      if (!taken) throw new Error("nothing was due");
      return taken;
    };

    test("a message that was sent is taken once, as it was", async () => {
      await send('{"é":"日本語\u0000\\n"}');
      expect(await takeOne()).toMatchObject({ body: '{"é":"日本語\u0000\\n"}', attempt: 1 });
      expect(await queue.take(10)).toEqual([]);
    });

    test("an empty queue gives nothing, and nothing may be sent", async () => {
      await send();
      expect(await queue.take(10)).toEqual([]);
    });

    test("a delayed message is not taken before its delay is over", async () => {
      await queue.send([{ body: "later", delaySeconds: 10 }, { body: "now" }]);
      expect(await takeBodies()).toEqual(["now"]);
      wait(9.9);
      expect(await takeBodies()).toEqual([]);
      wait(0.1);
      expect(await takeBodies()).toEqual(["later"]);
    });

    test("no more is taken than was asked for, what has waited longest first", async () => {
      await queue.send([{ body: "c", delaySeconds: 2 }, { body: "a" }, { body: "b", delaySeconds: 1 }]);
      wait(5);
      expect(await takeBodies(2)).toEqual(["a", "b"]);
      expect(await takeBodies(2)).toEqual(["c"]);
    });

    test("a message that is done never comes again", async () => {
      await send("a", "b");
      await queue.done(await takeOne());
      wait(10 * SILENCE_SECONDS);
      expect(await takeBodies()).toEqual(["b"]);
    });

    test("a message whose worker died comes again, and says that it was tried before", async () => {
      await send("a");
      const first = await takeOne();
      wait(SILENCE_SECONDS - 0.1);
      expect(await queue.take(1)).toEqual([]);
      wait(0.1);
      const second = await takeOne();
      expect(second).toMatchObject({ body: "a", attempt: 2 });
      expect(second.receipt).not.toBe(first.receipt);
    });

    test("a worker that was silent for too long does not end what another has taken", async () => {
      await send("a");
      const first = await takeOne();
      wait(SILENCE_SECONDS);
      await takeOne();
      await queue.done(first);
      wait(SILENCE_SECONDS);
      expect(await takeBodies()).toEqual(["a"]);
    });

    test("workers that take at once share the messages, and none is taken twice or lost", async () => {
      const bodies = Array.from({ length: 1000 }, (_, index) => String(index));
      await send(...bodies);
      const taken: string[] = [];
      const worker = async () => {
        for (let batch = await queue.take(7); batch.length > 0; batch = await queue.take(7)) {
          for (const one of batch) {
            taken.push(one.body);
            await queue.done(one);
          }
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      expect(taken.toSorted()).toEqual(bodies.toSorted());
      wait(10 * SILENCE_SECONDS);
      expect(await queue.take(1)).toEqual([]);
    });
  });
}
