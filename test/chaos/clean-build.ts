import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { FolderFiles } from "../../lambdas/adapters/folder-files.ts";
import { SqliteStore } from "../../lambdas/adapters/sqlite-store.ts";
import type { Files } from "../../lambdas/core/ports.ts";

const root = resolve(import.meta.dirname, "../..");
/** What of the state cannot be made again from the content. */
const LEDGER = ["ledger/", "slugs/", "ids/", "tag-authority.json"];

/** What `npm run build` makes of a content folder and a copy of the ledger in a data folder. */
export async function cleanBuild(content: string, data: string, baseUrl: string): Promise<Record<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-clean-"));
  const [copy, out] = [join(folder, "data"), join(folder, "out")];
  const [from, to] = [new SqliteStore(join(data, "state.db")), new SqliteStore(join(copy, "state.db"))];
  try {
    for (const prefix of LEDGER)
      for await (const { key } of from.list(prefix)) {
        const found = await from.get(key);
        if (found) await to.put(key, found.bytes);
      }
    to.close();
    const words = ["lambdas/local.ts", "build", "--content", content, "--data", copy, "--out", out, "--base-url", baseUrl]; // prettier-ignore
    await promisify(execFile)(process.execPath, words, { cwd: root });
    return await documentsIn(new FolderFiles(out));
  } finally {
    from.close();
    await rm(folder, { recursive: true });
  }
}

export async function documentsIn(files: Files): Promise<Record<string, Buffer>> {
  const documents: Record<string, Buffer> = {};
  for await (const { key } of files.list("")) {
    const found = await files.get(key);
    if (found) documents[key] = Buffer.from(found.bytes);
  }
  return documents;
}
