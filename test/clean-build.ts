import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { FolderFiles } from "../lambdas/adapters/folder-files.ts";
import { SqliteStore } from "../lambdas/adapters/sqlite-store.ts";
import { isOfLedger } from "../lambdas/core/entry/ledger.ts";
import type { Files } from "../lambdas/core/ports.ts";

const root = resolve(import.meta.dirname, "..");

/** What `npm run build` makes of a content folder and a copy of the ledger that lies in a state. */
export async function cleanBuild(content: string, state: Files, baseUrl?: string): Promise<Record<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-clean-"));
  const [data, out] = [join(folder, "data"), join(folder, "out")];
  try {
    const ledger = new SqliteStore(join(data, "state.db"));
    for await (const { key } of state.list("")) {
      const found = isOfLedger(key) ? await state.get(key) : undefined;
      if (found) await ledger.put(key, found.bytes);
    }
    ledger.close();
    const words = ["lambdas/local.ts", "build", "--content", content, "--data", data, "--out", out];
    if (baseUrl !== undefined) words.push("--base-url", baseUrl);
    await promisify(execFile)(process.execPath, words, { cwd: root });
    return await documentsIn(new FolderFiles(out));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same of the ledger in the data folder of `npm start`, which may be running. */
export async function cleanBuildBeside(content: string, data: string, baseUrl: string) {
  const state = new SqliteStore(join(data, "state.db"));
  try {
    return await cleanBuild(content, state, baseUrl);
  } finally {
    state.close();
  }
}

/** All files, by key. */
export async function documentsIn(files: Files): Promise<Record<string, Buffer>> {
  const documents: Record<string, Buffer> = {};
  for await (const { key } of files.list("")) {
    const found = await files.get(key);
    if (found) documents[key] = Buffer.from(found.bytes);
  }
  return documents;
}
