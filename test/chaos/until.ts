import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MILLIS = 200;

/** Waits until something is true, but no longer than somebody has patience. */
export async function until(isTrue: () => Promise<boolean>, patienceMillis: number): Promise<void> {
  const deadline = Date.now() + patienceMillis;
  while (!(await isTrue()) && Date.now() < deadline) await sleep(PAUSE_MILLIS);
}
