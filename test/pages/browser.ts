import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** Debian's, or whichever `CHROMIUM` names: nothing is downloaded. */
export const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const hasBrowser = existsSync(executablePath);

/** A browser that stays on this machine. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // As root, in a container, Chromium has no sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
