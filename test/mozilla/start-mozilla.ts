import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Marionette } from "./marionette.ts";

/** A program of Mozilla's without a window, with a profile of its own. */
export interface Mozilla {
  marionette: Marionette;
  close(): Promise<void>;
}

/** It talks to nobody but those whom it is told to. */
const SETTINGS = {
  "marionette.port": 0,
  "app.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};
const START_MILLIS = 60_000;

export async function startMozilla(
  program: string,
  settings: Record<string, string | number | boolean> = {},
): Promise<Mozilla> {
  const profile = await mkdtemp(join(tmpdir(), "dateline-mozilla-"));
  const lines = Object.entries({ ...SETTINGS, ...settings }).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, "user.js"), lines);
  const words = ["--headless", "--no-remote", "--profile", profile, "--marionette", "--remote-allow-system-access"];
  // A group of its own, since a script starts the program.
  const started = spawn(program, words, {
    detached: true,
    stdio: "ignore",
    env: { ...process.env, HOME: profile },
  });
  const end = async () => {
    const ended = once(started, "exit");
    process.kill(-started.pid!, "SIGKILL");
    await ended;
    await rm(profile, { recursive: true, maxRetries: 5 });
  };

  const deadline = Date.now() + START_MILLIS;
  for (;;) {
    const port = Number(await readFile(join(profile, "MarionetteActivePort"), "utf8").catch(() => ""));
    if (port > 0) {
      const marionette = await Marionette.connect(port);
      return { marionette, close: () => (marionette.close(), end()) };
    }
    if (Date.now() > deadline) {
      await end();
      throw new Error(`${program} does not start`);
    }
    await sleep(100);
  }
}
