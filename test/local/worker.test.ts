import { expect, test, vi } from "vitest";
import { MemoryQueue } from "../../lambdas/adapters/memory-queue.ts";
import type { Taken } from "../../lambdas/core/ports.ts";
import { Worker } from "../../lambdas/local/worker.ts";

const COUNT = 10;

/** A worker at a queue with so many messages; `emptied` says how long it took. */
async function workedOff(atOnce: number) {
  const queue = new MemoryQueue(() => new Date(), 60);
  await queue.send(Array.from({ length: COUNT }, (_, index) => ({ body: String(index) })));
  const take = vi.spyOn(queue, "take");
  const done = vi.spyOn(queue, "done");
  const worker = new Worker({ queue, handle: async () => {}, atOnce, deadLetters: queue, failed: () => {} });
  const begun = performance.now();
  worker.start();
  await vi.waitFor(() => expect(done).toHaveBeenCalledTimes(COUNT), { timeout: 5000, interval: 5 });
  const millis = performance.now() - begun;
  await worker.stop(1000);
  return { millis, looks: take.mock.calls.length, bodies: done.mock.calls.map(([taken]: [Taken]) => taken.body) };
}

test("a worker goes on without a pause while there may be more than it can take at once", async () => {
  const { millis, bodies } = await workedOff(1);
  expect(millis).toBeLessThan(400);
  expect(bodies).toEqual(Array.from({ length: COUNT }, (_, index) => String(index)));
});

test("a worker that has taken all there was does not look again at the end of each message", async () => {
  const { looks } = await workedOff(COUNT + 1);
  expect(looks).toBe(1);
});
