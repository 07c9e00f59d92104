import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = resolve(import.meta.dirname, "../..");
const DEADLINE_MILLIS = 20_000;

const SETTINGS = `title: The Tide
description: News for readers
baseUrl: https://tide.example
language: en
authors: [{ name: The Tide }]
tagAuthority: tide.example,2026
`;

/** A publication that `npm start` publishes and serves from folders of its own. */
export class Newsroom {
  readonly #folder: string;
  #server: ChildProcess | undefined;
  /** The server itself, which readers do not ask. */
  origin = "";

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(articles: Record<string, string>): Promise<Newsroom> {
    const newsroom = new Newsroom(await mkdtemp(join(tmpdir(), "dateline-readers-")));
    await mkdir(newsroom.#content("articles"), { recursive: true });
    await cp(join(root, "content/media"), newsroom.#content("media"), { recursive: true });
    await writeFile(newsroom.#content("publication.yaml"), SETTINGS);
    for (const [file, text] of Object.entries(articles)) await newsroom.write(file, text);
    return newsroom;
  }

  /** A folder for somebody who reads. */
  async folder(name: string): Promise<string> {
    const folder = join(this.#folder, name);
    await mkdir(folder);
    return folder;
  }

  /** Ends the server, if there is one, and starts another whose links begin with `baseUrl`. */
  async serveAs(baseUrl: string): Promise<void> {
    await this.#stop();
    const options = ["--content", this.#content(), "--data", join(this.#folder, "data"), "--port", "0"];
    this.#server = spawn("npm", ["start", "--silent", "--", ...options, "--base-url", baseUrl], {
      cwd: root,
      // A group of its own, since npm starts the server in a shell.
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
      // Whoever subscribes is on this machine.
      env: { ...process.env, DATELINE_ALLOW_LOOPBACK_CALLBACKS: "1" },
    });
    let said = "";
    for await (const words of this.#server.stdout!.iterator({ destroyOnReturn: false })) {
      said += String(words);
      this.origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? "";
      if (this.origin) return;
    }
    throw new Error(`npm start ended:\n${said}`);
  }

  /** Saves an article in one go, so that nobody sees half of it. */
  async write(file: string, text: string): Promise<void> {
    const draft = this.#content("articles", `.${file}`);
    await writeFile(draft, text);
    await rename(draft, this.#content("articles", file));
  }

  withdraw(file: string): Promise<void> {
    return rm(this.#content("articles", file));
  }

  /** Waits until each of the site's documents has a text in it, or until none has. */
  async publishes(text: string, isThere: boolean): Promise<void> {
    const deadline = Date.now() + DEADLINE_MILLIS;
    const documents = async () =>
      Promise.all(
        ["feed.xml", "atom.xml", "feed.json"].map(async (file) => (await fetch(`${this.origin}/${file}`)).text()),
      );
    while (!(await documents()).every((document) => document.includes(text) === isThere)) {
      if (Date.now() > deadline) throw new Error(`“${text}” is ${isThere ? "not" : "still"} in the feeds`);
      await sleep(50);
    }
  }

  async close(): Promise<void> {
    await this.#stop();
    await rm(this.#folder, { recursive: true });
  }

  #content(...path: string[]): string {
    return join(this.#folder, "content", ...path);
  }

  async #stop(): Promise<void> {
    if (!this.#server?.pid || this.#server.exitCode !== null) return;
    const ended = once(this.#server, "exit");
    process.kill(-this.#server.pid, "SIGTERM");
    await ended;
  }
}
