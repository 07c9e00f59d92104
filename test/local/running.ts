import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");
const START_MILLIS = 30_000;

/** `npm start` as somebody runs it: a process of its own, on folders of its own, and on the sample publication. */
export class Running {
  readonly folder: string;
  #process: ChildProcess | undefined;
  #port = 0;
  #said = "";

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async onSample(): Promise<Running> {
    const folder = await mkdtemp(join(tmpdir(), "dateline-running-"));
    await cp(join(root, "content"), join(folder, "content"), { recursive: true });
    return new Running(folder);
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What it has said on the terminal. */
  get said(): string {
    return this.#said;
  }

  /** Starts it, and again under the same address. */
  async start(environment: Record<string, string> = { DATELINE_ALLOW_LOOPBACK_CALLBACKS: "1" }): Promise<void> {
    const folders = ["--content", join(this.folder, "content"), "--data", join(this.folder, "data")];
    const words = ["lambdas/local.ts", "start", ...folders, "--port", String(this.#port)];
    const started = spawn(process.execPath, words, { cwd: root, env: { ...process.env, ...environment } });
    this.#process = started;
    for (const output of [started.stdout, started.stderr]) output.on("data", (data) => (this.#said += String(data)));
    const from = this.#said.length;
    const deadline = Date.now() + START_MILLIS;
    for (;;) {
      const port = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(this.#said.slice(from))?.[1];
      if (port !== undefined) return void (this.#port = Number(port));
      if (started.exitCode !== null || started.signalCode !== null || Date.now() > deadline)
        throw new Error(`npm start did not start:\n${this.#said}`);
      await sleep(20);
    }
  }

  /** @returns the exit code, of a process that ended by itself */
  async end(signal: "SIGKILL" | "SIGTERM" = "SIGTERM"): Promise<number | null> {
    if (!this.#process) return null;
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill(signal);
      await ended;
    }
    return this.#process.exitCode;
  }

  async close(): Promise<void> {
    await this.end("SIGKILL");
    await rm(this.folder, { recursive: true });
  }

  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.folder, "content", path), text);
  }

  /** What `npm run hub` says. */
  async showHub(): Promise<string> {
    const words = ["lambdas/local.ts", "hub", "--data", join(this.folder, "data")];
    return (await promisify(execFile)(process.execPath, words, { cwd: root })).stdout;
  }

  /** What the hub answers to a form. */
  async post(form: Record<string, string>): Promise<{ status: number; body: string }> {
    const answer = await fetch(`${this.address}/hub`, { method: "POST", body: new URLSearchParams(form) });
    return { status: answer.status, body: await answer.text() };
  }
}
