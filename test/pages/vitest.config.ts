import { defineConfig } from "vitest/config";
import { executablePath, hasBrowser } from "./browser.ts";
import { firefoxPath, hasFirefox } from "./firefox.ts";

if (!hasBrowser)
  console.warn(`No page is opened in Chromium: there is no ${executablePath} (apt-get install chromium).`);
if (!hasFirefox)
  console.warn(`No page is opened in Firefox: there is no ${firefoxPath} (apt-get install firefox-esr).`);

export default defineConfig({
  test: {
    include: ["test/pages/*.pages.ts"],
    // One browser on a machine that may have two cores.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
