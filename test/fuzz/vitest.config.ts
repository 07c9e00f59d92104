import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/fuzz/*.fuzz.ts"],
    // Each has a process beside it, and the machine may have two cores.
    fileParallelism: false,
    // Fuzzing ends by itself (`fuzz.ts`); this is for one that does not.
    testTimeout: 24 * 3600 * 1000,
  },
});
