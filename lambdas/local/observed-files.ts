import type { Files } from "../core/ports.ts";

/** The same files, whose changes somebody observes: `changed` gets every key that was written or deleted, once that is done. */
export function observed(files: Files, changed: (key: string) => void): Files {
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
