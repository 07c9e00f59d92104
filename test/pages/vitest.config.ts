import { defineConfig } from "vitest/config";
import { executablePath, hasBrowser } from "./browser.ts";

if (!hasBrowser) console.warn(`The pages are not tested: there is no ${executablePath} (apt-get install chromium).`);

export default defineConfig({
  test: {
    include: ["test/pages/*.pages.ts"],
    // One browser on a machine that may have two cores.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
