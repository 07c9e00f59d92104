import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/readers/*.readers.ts"],
    // What readers are told must not depend on how busy the machine is.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each part of the story builds on what the one before it left.
    bail: 1,
  },
});
