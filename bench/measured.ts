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
}

const LOOK_MILLIS = 10;
/** Linux counts the time of a process in these, on every machine that Node runs on. */
const TICKS_A_SECOND = 100;

/** Runs a program to its end, and throws when it fails. */
export async function run(command: string, words: string[], folder: string): Promise<Measured> {
  const begun = performance.now();
  const child = spawn(command, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => (said += String(data)));
  let last: Pick<Measured, "cpuSeconds" | "megabytes"> = { cpuSeconds: undefined, megabytes: undefined };
  const looking = setInterval(() => (last = look(child.pid!) ?? last), LOOK_MILLIS);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(looking);
  if (code !== 0) throw new Error(`${command} ${words.join(" ")} failed:\n${said.slice(-2000)}`);
  return { wallSeconds: (performance.now() - begun) / 1000, ...last };
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
