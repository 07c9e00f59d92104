import type { TestProject } from "vitest/node";
import { Unavailable } from "../python-environment.ts";
import { startEmulator, type Emulator } from "./emulator.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** How to reach the emulator; `undefined` where there is none. */
    emulator: Pick<Emulator, "endpoint" | "environment" | "log"> | undefined;
  }
}

/** One emulator for all of the tests, or one line that says why there is none. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  try {
    const { endpoint, environment, log, stop } = await startEmulator();
    provide("emulator", { endpoint, environment, log });
    return stop;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.error(`The deployment is not tested here: ${error.message}.`);
    provide("emulator", undefined);
    return async () => undefined;
  }
}
