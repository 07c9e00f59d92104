import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

/** Debian's own, for which its packages are installed. */
export const PYTHON = "/usr/bin/python3";

const run = promisify(execFile);
const TIMEOUT_MILLIS = 20_000;

/** Whether a command is there and ends well. */
export function works(command: string, ...words: string[]): boolean {
  return spawnSync(command, words, { stdio: "ignore", timeout: TIMEOUT_MILLIS }).status === 0;
}

/** What a program prints that has `home` for its own folder and a terminal that knows UTF-8. */
export async function output(home: string, command: string, ...words: string[]): Promise<string> {
  const env = { ...process.env, HOME: home, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" };
  const { stdout } = await run(command, words, { env, timeout: TIMEOUT_MILLIS, maxBuffer: 2 ** 26 });
  return stdout;
}
