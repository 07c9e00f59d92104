import { randomUUID } from "node:crypto";
import { closeSync, futimesSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFile, writeFileSync, type BigIntStats } from "node:fs"; // prettier-ignore
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import type { Files, Listed, Stored, Version } from "../core/ports.ts";

/** Larger files are read and written in the background: a server would answer nobody meanwhile. */
const LARGE_BYTES = 1024 * 1024;
/** After so many files a listing lets a server answer others. */
const LOOKS_AT_ONCE = 1000;

/**
 * `Files` in a folder: one file per key, at the key's own path. What is small is read and written synchronously: handing
 * it to another thread costs three times as much as doing it.
 *
 * Names that start with a dot are unfinished files of ours, or an editor's, and belong to no key.
 */
export class FolderFiles implements Files {
  readonly #root: string;
  #looks = 0;

  constructor(root: string) {
    this.#root = root;
  }

  async get(key: string): Promise<Stored | undefined> {
    const path = join(this.#root, key);
    try {
      // An author may save between the two looks: bytes are given out only under the version that they had.
      for (;;) {
        const before = statSync(path, { bigint: true });
        if (!before.isFile()) return undefined;
        const bytes = before.size > LARGE_BYTES ? await readFile(path) : readFileSync(path);
        const version = versionOf(statSync(path, { bigint: true }));
        if (version === versionOf(before)) return { bytes, version };
      }
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw new Error(`cannot read ${path}`, { cause: error });
    }
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.#root, key);
    const unfinished = join(dirname(path), `.${randomUUID()}`);
    try {
      mkdirSync(dirname(path), { recursive: true });
      await writeWhole(unfinished, bytes);
      renameSync(unfinished, path);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw new Error(`cannot write ${path}`, { cause: error });
    }
  }

  async delete(key: string): Promise<void> {
    rmSync(join(this.#root, key), { force: true });
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    yield* this.#walk(prefix.slice(0, prefix.lastIndexOf("/") + 1), prefix);
  }

  /** The keys below `folder` (empty, or with a slash at its end) that start with `prefix`. */
  async *#walk(folder: string, prefix: string): AsyncGenerator<Listed> {
    for (const name of namesIn(join(this.#root, folder))) {
      const key = folder + name;
      if (!key.startsWith(prefix) && !prefix.startsWith(key)) continue;
      if (name.endsWith("/")) yield* this.#walk(key, prefix);
      else {
        if (++this.#looks % LOOKS_AT_ONCE === 0) await setImmediate();
        const version = versionAt(join(this.#root, key));
        if (version !== undefined) yield { key, version };
      }
    }
  }
}

/** What lies in a folder, folders with a slash at their end, in the order in which their keys sort. */
function namesIn(path: string): string[] {
  try {
    const found = readdirSync(path, { withFileTypes: true });
    const names = found
      .filter((each) => !each.name.startsWith("."))
      .map((each) => (each.isDirectory() ? `${each.name}/` : each.name));
    return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  } catch (error) {
    if (isMissing(error)) return [];
    throw new Error(`cannot list ${path}`, { cause: error });
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = openSync(path, "wx");
  try {
    if (bytes.byteLength > LARGE_BYTES) await promisify(writeFile)(file, bytes);
    else writeFileSync(file, bytes);
    // The kernel's own stamps tick every few milliseconds: two quick writes of one size would look alike.
    const nowSeconds = (performance.timeOrigin + performance.now()) / 1000;
    futimesSync(file, nowSeconds, nowSeconds);
  } finally {
    closeSync(file);
  }
}

function versionAt(path: string): Version | undefined {
  try {
    const found = statSync(path, { bigint: true });
    return found.isFile() ? versionOf(found) : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Error(`cannot read ${path}`, { cause: error });
  }
}

/** Cheaper than a digest of the bytes: a folder of 100,000 files is compared without reading one. */
function versionOf(found: BigIntStats): Version {
  return `${found.ino.toString(36)}-${found.mtimeNs.toString(36)}-${found.size.toString(36)}`;
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR";
}
