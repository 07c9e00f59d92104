import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { AnsweredAtHub, HubForm, Measured, Published, Question } from "./subject.ts";

/** Heap for all that one question needs; the smallest Lambda function of ours has more. */
const HEAP_MEGABYTES = 256;
/** What a question may take of a processor. */
const MOST_CPU_MILLIS = 1000;
/** When it is given up: far more, as the machine may be busy with other things. */
const HANG_MILLIS = 30_000;

/**
 * The program in a process of its own, which may hang, run out of memory or die: whatever happens to it, the test goes on
 * and says so, and the input lies in a file.
 */
export class GuardedProcess {
  #child: ChildProcess | undefined;

  async publish(files: Record<string, Uint8Array>): Promise<Published> {
    return (await this.#ask({ what: "publish", files })) as Published;
  }

  async askHub(form: HubForm): Promise<AnsweredAtHub> {
    return (await this.#ask({ what: "hub", form })) as AnsweredAtHub;
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #ask(question: Question): Promise<object> {
    const child = (this.#child ??= start());
    child.send(question);
    const waiting = new AbortController();
    const { signal } = waiting;
    const happened = await Promise.race([
      once(child, "message", { signal }).then(([measured]) => measured as Measured),
      once(child, "exit", { signal }).then(([code, by]) => `the process died (${code ?? by}), out of memory perhaps`),
      sleep(HANG_MILLIS, `no answer after ${HANG_MILLIS / 1000} seconds`, { signal }),
    ]);
    waiting.abort();
    if (typeof happened === "string") this.end();
    const fault = typeof happened === "string" ? happened : faultOf(happened);
    if (fault !== undefined) expect.fail(`${fault}; the input is in ${keep(question)}`);
    return (happened as Measured).given;
  }
}

function start(): ChildProcess {
  const child = fork(join(import.meta.dirname, "subject.ts"), {
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  child.setMaxListeners(0);
  return child;
}

function faultOf({ given, cpuMillis }: Measured): string | undefined {
  if ("thrown" in given) return `it threw: ${given.thrown}`;
  return cpuMillis > MOST_CPU_MILLIS ? `it took ${Math.round(cpuMillis)} ms of a processor` : undefined;
}

/** The files of a question, or the body of a form, as they were. */
function keep(question: Question): string {
  const folder = mkdtempSync(join(tmpdir(), "dateline-fuzz-"));
  const files = question.what === "publish" ? question.files : { body: question.form.body };
  for (const [path, bytes] of Object.entries(files)) writeFileSync(join(folder, path.replaceAll("/", "_")), bytes);
  return folder;
}
