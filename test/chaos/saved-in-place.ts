import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FolderFiles } from "../../lambdas/adapters/folder-files.ts";
import type { Files } from "../../lambdas/core/ports.ts";

/** A folder in which somebody saves as most editors do: into the file itself, which a reader may find empty. */
export function savedInPlace(folder: string): Pick<Files, "get" | "put" | "delete"> {
  const files = new FolderFiles(folder);
  return {
    get: (key) => files.get(key),
    async put(key, bytes) {
      // Makes the folder.
      if (!(await files.get(key))) await files.put(key, bytes);
      await writeFile(join(folder, key), bytes);
    },
    delete: (key) => rm(join(folder, key), { force: true }),
  };
}
