import type { Files } from "../core/ports.ts";

/** The same files, and somebody who is told of every key that was written or deleted, once that is done. */
export function tellOf(files: Files, changed: (key: string) => void): Files {
  return {
    get: (key) => files.get(key),
    list: (prefix) => files.list(prefix),
    async put(key, bytes) {
      await files.put(key, bytes);
      changed(key);
    },
    async delete(key) {
      await files.delete(key);
      changed(key);
    },
  };
}
