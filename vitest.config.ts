import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // For a test that hangs: a property tries hundreds of inputs, and the machine may be busy with other things.
    testTimeout: 60_000,
  },
});
