import { existsSync } from "node:fs";
import { startMozilla } from "../mozilla/start-mozilla.ts";

/** Debian's, or whichever `FIREFOX` names. */
export const firefoxPath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

export const hasFirefox = existsSync(firefoxPath);

export interface Firefox {
  /** Waits until everything in the page is there. */
  open(url: string): Promise<void>;
  evaluate(expression: string): Promise<unknown>;
  /** A picture of what the window shows, as PNG. */
  picture(size: { width: number; height: number }): Promise<Buffer>;
  close(): Promise<void>;
}

/** @param proxyPort on this machine, through which it is to ask for everything */
export async function openFirefox(proxyPort?: number): Promise<Firefox> {
  const proxy = { "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": proxyPort! };
  const firefox = await startMozilla(firefoxPath, proxyPort === undefined ? {} : proxy);
  const { marionette } = firefox;
  return {
    close: () => firefox.close(),
    open: async (url) => void (await marionette.command("WebDriver:Navigate", { url })),
    evaluate: (expression) => marionette.run(`return ${expression}`),
    async picture(size) {
      await marionette.command("WebDriver:SetWindowRect", size);
      const [width, height] = (await marionette.run("return [innerWidth, innerHeight]")) as [number, number];
      // The window has a frame around it.
      const frame = { width: 2 * size.width - width, height: 2 * size.height - height };
      await marionette.command("WebDriver:SetWindowRect", frame);
      const { value } = (await marionette.command("WebDriver:TakeScreenshot", { full: false })) as { value: string };
      return Buffer.from(value, "base64");
    },
  };
}
