import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";

/** What a program took. */
export interface Measured {
  wallSeconds: number;
  /** Of all its threads; `undefined` where there is no /proc. */
  cpuSeconds: number | undefined;
  /** The most that it ever had resident. */
  megabytes: number | undefined;
  /** Why it did not get to its end, where it did not: the figures are those until then. */
  cutShort?: "stopped" | "crashed";
}

const LOOK_MILLIS = 10;
/** Linux counts the time of a process in these, on every machine that Node runs on. */
const TICKS_A_SECOND = 100;

/**
 * Runs a program to its end, and throws when it fails.
 *
 * @param limitSeconds of wall time, for a program that may take too long or too much: it is stopped then, and a crash is a
 * result, as where memory runs out
 */
export async function run(command: string, words: string[], folder: string, limitSeconds?: number): Promise<Measured> {
  const begun = performance.now();
  const timeout = limitSeconds && limitSeconds * 1000;
  const child = spawn(command, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"], timeout, killSignal: "SIGKILL" }); // prettier-ignore
  let said = "";
  child.stderr.on("data", (data) => (said += String(data)));
  let last: Pick<Measured, "cpuSeconds" | "megabytes"> = { cpuSeconds: undefined, megabytes: undefined };
  const looking = setInterval(() => (last = look(child.pid!) ?? last), LOOK_MILLIS);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(looking);
  const took = { wallSeconds: (performance.now() - begun) / 1000, ...last };
  if (code === 0) return took;
  if (limitSeconds !== undefined && code === null) return { ...took, cutShort: child.killed ? "stopped" : "crashed" };
  throw new Error(`${command} ${words.join(" ")} failed:\n${said.slice(-2000)}`);
}

function look(pid: number): Pick<Measured, "cpuSeconds" | "megabytes"> | undefined {
  try {
    // After the name in brackets, which may hold blanks: the 14th and 15th of all fields are user and system time.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : { cpuSeconds, megabytes: Number(kilobytes) / 1000 };
  } catch {
    return undefined;
  }
}

/** The middle one by wall time. */
export function middle(all: Measured[]): Measured {
  return all.toSorted((a, b) => a.wallSeconds - b.wallSeconds)[Math.floor(all.length / 2)]!;
}
