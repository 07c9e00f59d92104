import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SqliteStore } from "../../lambdas/adapters/sqlite-store.ts";
import { describeFailure } from "../../lambdas/local/failure.ts";

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "dateline-damaged-"))));
afterEach(() => rm(folder, { recursive: true }));

test("a database that is damaged anywhere is named by whoever opens or asks it", async () => {
  const path = join(folder, "state.db");
  const store = new SqliteStore(path);
  for (let number = 0; number < 100; number++) await store.put(`key/${number}`, new Uint8Array(4096));
  store.close();
  const said: string[] = [];
  for (const offset of [8192, 0]) {
    const file = await open(path, "r+");
    await file.write(Buffer.alloc(200_000, 255), 0, 200_000, offset);
    await file.close();
    try {
      const damaged = new SqliteStore(path);
      for (let number = 0; number < 100; number++) await damaged.get(`key/${number}`);
    } catch (error) {
      said.push(describeFailure(error));
    }
  }
  expect(said).toEqual([
    `cannot use ${path}: database disk image is malformed`,
    `cannot open ${path}: file is not a database`,
  ]);
});
