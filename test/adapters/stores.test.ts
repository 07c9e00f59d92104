import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { FolderFiles } from "../../lambdas/adapters/folder-files.ts";
import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import { SqliteStore } from "../../lambdas/adapters/sqlite-store.ts";
import { filesContract, storeContract } from "./store-contract.ts";

const newFolder = () => mkdtemp(join(tmpdir(), "dateline-store-"));

storeContract("MemoryStore", async () => ({ store: new MemoryStore(), close: async () => undefined }));

storeContract("SqliteStore", async () => {
  const folder = await newFolder();
  const store = new SqliteStore(join(folder, "state", "state.db"));
  return {
    store,
    close: async () => {
      store.close();
      await rm(folder, { recursive: true });
    },
  };
});

filesContract("FolderFiles", async () => {
  const folder = await newFolder();
  return { store: new FolderFiles(folder), close: () => rm(folder, { recursive: true }) };
});

test("FolderFiles leaves an editor's hidden files alone and no unfinished file behind", async () => {
  const folder = await newFolder();
  await writeFile(join(folder, ".article.md.swp"), "x");
  const files = new FolderFiles(folder);
  await files.put("article.md", new TextEncoder().encode("y"));
  expect((await Array.fromAsync(files.list(""))).map(({ key }) => key)).toEqual(["article.md"]);
  expect((await readdir(folder)).toSorted()).toEqual([".article.md.swp", "article.md"]);
  await rm(folder, { recursive: true });
});

test("SqliteStore's compare and swap holds between processes", async () => {
  const folder = await newFolder();
  const path = join(folder, "state.db");
  const store = new SqliteStore(path);
  await store.put("n", new TextEncoder().encode("0"));
  const raise = `
    import { SqliteStore } from ${JSON.stringify(join(import.meta.dirname, "../../lambdas/adapters/sqlite-store.ts"))};
    const store = new SqliteStore(${JSON.stringify(path)});
    for (let done = 0; done < 100; ) {
      const { bytes, version } = await store.get("n");
      const next = new TextEncoder().encode(String(Number(new TextDecoder().decode(bytes)) + 1));
      if ((await store.put("n", next, { ifVersion: version })).outcome === "written") done++;
    }`;
  const processes = Array.from({ length: 3 }, () =>
    promisify(execFile)(process.execPath, ["--input-type=module", "-e", raise]),
  );
  await Promise.all(processes);
  expect(new TextDecoder().decode((await store.get("n"))!.bytes)).toBe("300");
  store.close();
  await rm(folder, { recursive: true });
}, 30_000);
