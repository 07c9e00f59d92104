import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryQueue } from "../../lambdas/adapters/memory-queue.ts";
import { SqliteQueue } from "../../lambdas/adapters/sqlite-queue.ts";
import { queueContract } from "./queue-contract.ts";

const newFolder = () => mkdtemp(join(tmpdir(), "dateline-queue-"));

queueContract("MemoryQueue", async (clock, silenceSeconds) => ({
  queue: new MemoryQueue(clock, silenceSeconds),
  close: async () => undefined,
}));

queueContract("SqliteQueue", async (clock, silenceSeconds) => {
  const folder = await newFolder();
  const queue = new SqliteQueue({ path: join(folder, "data", "queue.db"), name: "deliver", clock, silenceSeconds });
  return {
    queue,
    close: async () => {
      queue.close();
      await rm(folder, { recursive: true });
    },
  };
});

test("queues of other names in one file do not see each other's messages", async () => {
  const folder = await newFolder();
  const shared = { path: join(folder, "queue.db"), clock: () => new Date(), silenceSeconds: 30 };
  const verify = new SqliteQueue({ ...shared, name: "verify" });
  const deliver = new SqliteQueue({ ...shared, name: "deliver" });
  await verify.send([{ body: "a" }]);
  expect(await deliver.take(10)).toEqual([]);
  expect(await verify.take(10)).toHaveLength(1);
  verify.close();
  deliver.close();
  await rm(folder, { recursive: true });
});

test("after kill -9 no message is lost: those not taken are there at once, those taken come again, those done do not", async () => {
  const folder = await newFolder();
  const path = join(folder, "queue.db");
  const worker = `
    import { SqliteQueue } from ${JSON.stringify(join(import.meta.dirname, "../../lambdas/adapters/sqlite-queue.ts"))};
    const queue = new SqliteQueue({ path: ${JSON.stringify(path)}, name: "deliver", clock: () => new Date(0), silenceSeconds: 30 });
    await queue.send(Array.from({ length: 100 }, (_, index) => ({ body: String(index) })));
    for (const taken of (await queue.take(60)).slice(0, 20)) await queue.done(taken);
    console.log("ready");
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", worker], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");

  let now = new Date(0);
  const queue = new SqliteQueue({ path, name: "deliver", clock: () => now, silenceSeconds: 30 });
  expect(await queue.take(1000)).toHaveLength(40);
  now = new Date(30_000);
  const again = await queue.take(1000);
  expect(again).toHaveLength(80);
  expect(again.filter(({ attempt }) => attempt === 2)).toHaveLength(80);
  queue.close();
  await rm(folder, { recursive: true });
});
