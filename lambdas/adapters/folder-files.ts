import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BigIntStats } from "node:fs";
import type { Files, Listed, Stored, Version } from "../core/ports.ts";

/**
 * `Files` in a folder: one file per key, at the key's own path.
 *
 * Names that start with a dot are unfinished files of ours, or an editor's, and belong to no key.
 */
export class FolderFiles implements Files {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async get(key: string): Promise<Stored | undefined> {
    const path = join(this.#root, key);
    try {
      // An author may save between the two looks: bytes are given out only under the version that they had.
      for (;;) {
        const before = await stat(path, { bigint: true });
        if (!before.isFile()) return undefined;
        const bytes = await readFile(path);
        const version = versionOf(await stat(path, { bigint: true }));
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
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(unfinished, bytes);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw new Error(`cannot write ${path}`, { cause: error });
    }
  }

  async delete(key: string): Promise<void> {
    await rm(join(this.#root, key), { force: true });
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    yield* this.#walk(prefix.slice(0, prefix.lastIndexOf("/") + 1), prefix);
  }

  /** The keys below `folder` (empty, or with a slash at its end) that start with `prefix`. */
  async *#walk(folder: string, prefix: string): AsyncGenerator<Listed> {
    for (const name of await namesIn(join(this.#root, folder))) {
      const key = folder + name;
      if (!key.startsWith(prefix) && !prefix.startsWith(key)) continue;
      if (name.endsWith("/")) yield* this.#walk(key, prefix);
      else {
        const version = await versionAt(join(this.#root, key));
        if (version !== undefined) yield { key, version };
      }
    }
  }
}

/** What lies in a folder, folders with a slash at their end, in the order in which their keys sort. */
async function namesIn(path: string): Promise<string[]> {
  try {
    const found = await readdir(path, { withFileTypes: true });
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
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    // The kernel's own stamps tick every few milliseconds: two quick writes of one size would look alike.
    const nowSeconds = (performance.timeOrigin + performance.now()) / 1000;
    await file.utimes(nowSeconds, nowSeconds);
  } finally {
    await file.close();
  }
}

async function versionAt(path: string): Promise<Version | undefined> {
  try {
    const found = await stat(path, { bigint: true });
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
