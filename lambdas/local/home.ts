import { createHash } from "node:crypto";
import { globSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { FolderFiles } from "../adapters/folder-files.ts";
import { Threads } from "../adapters/threads.ts";
import { SqliteStore } from "../adapters/sqlite-store.ts";
import type { Ports } from "../core/ports.ts";

/** The folders of one publication on one machine. */
export interface Folders {
  content: string;
  /** Holds `state.db`, and the site of `npm start`. */
  data: string;
  site: string;
}

export type OpenHome =
  | { outcome: "open"; ports: Omit<Ports, "announcements">; close(): void }
  | { outcome: "unusable"; cause: string };

/** Opens the ports on folders. One process at a time works in a data folder. */
export function openHome({ content, data, site }: Folders): OpenHome {
  if (!statSync(content, { throwIfNoEntry: false })?.isDirectory()) {
    return { outcome: "unusable", cause: `the content folder ${content} does not exist; name one with --content DIR` };
  }
  const state = new SqliteStore(join(data, "state.db"));
  const lock = lockFolder(data);
  if (!lock) {
    state.close();
    return {
      outcome: "unusable",
      cause: `another Dateline is working in ${data}; end it, or name another folder with --data DIR`,
    };
  }
  const threads = new Threads();
  const close = () => {
    void threads.close();
    state.close();
    lock.close();
  };
  return {
    outcome: "open",
    ports: {
      content: new FolderFiles(content),
      state,
      site: new FolderFiles(site),
      clock: () => new Date(),
      pureWork: threads,
    },
    close,
  };
}

/** Each content folder and command has its own data folder, unless one is named. */
export function defaultDataFolder(command: string, content: string): string {
  const path = statSync(content, { throwIfNoEntry: false }) ? realpathSync(content) : resolve(content);
  return join(".dateline", `${command}-${basename(path)}-${sha256(path).slice(0, 8)}`);
}

/** Names this state of the program: it changes with every line of its code and every version of a package. */
export function programVersion(): string {
  const root = resolve(import.meta.dirname, "../..");
  const files = [...globSync("lambdas/**/*.ts", { cwd: root }), "package-lock.json"].sort();
  return sha256(files.map((file) => `${file}\n${readFileSync(join(root, file), "utf8")}`).join("\n"));
}

/** An open transaction is a lock that the kernel frees when the process ends, however it ends. */
function lockFolder(data: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(join(data, "lock.db"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (/locked/.test((error as Error).message)) return undefined;
    throw error;
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
