import * as fc from "fast-check";
import { expect } from "vitest";

/** Another seed gives other inputs: `FUZZ_SEED=$RANDOM`. The same seed gives the same inputs in the same order. */
const SEED = Number(process.env["FUZZ_SEED"] ?? 2026);
/** How long each property is tried. */
const SECONDS = Number(process.env["FUZZ_SECONDS"] ?? 3);

/**
 * Tries a property with as many inputs as there is time for, each built by a generator that knows what means something. A
 * failure shows the seed, and the smallest input that still fails.
 */
export async function fuzz<Input>(
  inputs: fc.Arbitrary<Input>,
  property: (input: Input) => Promise<void>,
): Promise<void> {
  let tried = 0;
  let underWay: Promise<void> | undefined;
  const counted = fc.asyncProperty(inputs, (input) => {
    tried++;
    return (underWay = property(input));
  });
  const asserted = fc.assert(counted, {
    seed: SEED,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: SECONDS * 1000,
  });
  // When the time is up, the last one is still under way.
  for (const ended of [asserted.finally(() => underWay?.catch(() => undefined)), underWay]) await ended;
  console.log(`${expect.getState().currentTestName}: ${tried} inputs, seed ${SEED}`);
  expect(tried).toBeGreaterThan(20);
}
