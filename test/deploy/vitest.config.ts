import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/deploy/*.deploy.ts"],
    globalSetup: "test/deploy/emulator-setup.ts",
    // One AWS for all.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Each part of the story builds on what the one before it left.
    bail: 1,
  },
});
