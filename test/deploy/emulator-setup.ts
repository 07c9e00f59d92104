import type { TestProject } from "vitest/node";
import { Unavailable } from "../python-environment.ts";
import { startEmulator } from "./emulator.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** How to reach the emulator; `undefined` where there is none. */
    environment: Record<string, string> | undefined;
    /** The file that it writes what it does into. */
    log: string | undefined;
  }
}

/** One emulator for all of the tests, or one line that says why there is none. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  try {
    const emulator = await startEmulator();
    provide("environment", emulator.environment);
    provide("log", emulator.log);
    return () => emulator.stop();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.error(`The deployment is not tested here: ${error.message}.`);
    provide("environment", undefined);
    return async () => undefined;
  }
}
