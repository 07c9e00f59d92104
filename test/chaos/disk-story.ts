import { execFile } from "node:child_process";
import { mkdir, readdir, rm, statfs, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { FolderFiles } from "../../lambdas/adapters/folder-files.ts";
import { SqliteQueue } from "../../lambdas/adapters/sqlite-queue.ts";
import { cleanBuildBeside, documentsIn } from "../clean-build.ts";
import { differences } from "../differences.ts";
import { Running } from "../local/running.ts";
import type { Counts } from "./counts.ts";
import { until } from "./until.ts";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../..");
const PATIENCE_MILLIS = 30_000;
const LARGE = "The ferry left at eight, as it had every morning since the pier was mended. ".repeat(3000);

/**
 * `npm start` and `npm run build` where the disk is full, or may only be read: a line says so, nothing is half-written, and
 * once there is space everything is as it should be.
 *
 * @returns what went wrong; the story is passed over where nothing can be mounted
 */
export async function diskStory(counts: Counts): Promise<string[]> {
  const running = await Running.onSample();
  const data = join(running.folder, "data");
  await mkdir(data);
  if (!(await mount(["-t", "tmpfs", "-o", "size=24m", "tmpfs", data]))) {
    console.warn("The disk story is passed over: only root can mount a disk that is full.");
    await running.close();
    return [];
  }
  try {
    return [...(await fullDisk(running, data)), ...(await readOnly(running, data))].map((line) => `disk: ${line}`);
  } finally {
    counts.add("disks full or read-only", 4);
    await running.end("SIGKILL");
    await run("umount", ["-l", data]);
    await running.close();
  }
}

async function fullDisk(running: Running, data: string): Promise<string[]> {
  const site = new FolderFiles(join(data, "site"));
  const wrong: string[] = [];
  await running.start();
  const before = await documentsIn(site);
  const queue = new SqliteQueue({
    path: join(data, "own.db"),
    name: "own",
    clock: () => new Date(),
    silenceSeconds: 1,
  });
  const filler = await fill(data);
  const from = running.said.length;
  await running.write("articles/large.md", `# Large\n\n${LARGE}\n`);
  await until(async () => /no space|disk is full/.test(running.said.slice(from)), PATIENCE_MILLIS);
  await sleep(3000);
  wrong.push(...faultsOf("a full disk", running.said.slice(from), /no space left on device|disk is full/, 4));
  const during = await documentsIn(site);
  const sent = await queue.send([{ body: LARGE.repeat(20) }]).then(() => "sent", (error: Error) => error.message); // prettier-ignore
  if (!/disk is full|disk I\/O/.test(sent)) wrong.push(`a queue on a full disk says: ${sent}`);
  queue.close();

  await rm(filler);
  let clean: Record<string, Buffer> = {};
  await until(async () => {
    clean = await cleanBuildBeside(join(running.folder, "content"), data, running.address);
    return differences(await documentsIn(site), clean).length === 0;
  }, PATIENCE_MILLIS);
  wrong.push(...differences(await documentsIn(site), clean));
  for (const [key, bytes] of Object.entries(during))
    if (!before[key]?.equals(bytes) && !clean[key]?.equals(bytes)) wrong.push(`${key} was half-written`);
  const unfinished = (await readdir(data, { recursive: true })).filter((path) => /(^|\/)\.[^/]*$/.test(path));
  wrong.push(...unfinished.map((path) => `${path} was left over`));

  await running.end();
  const again = await fill(data);
  await running.write("articles/larger.md", `# Larger\n\n${LARGE}\n`);
  wrong.push(
    ...faultsOf("npm start on a full disk", await saidInVain(running), /no space left|disk is full|disk I\/O error/, 1),
  );
  await rm(again);
  return wrong;
}

async function readOnly(running: Running, data: string): Promise<string[]> {
  const wrong: string[] = [];
  await mount(["-o", "remount,ro", data]);
  // SQLite and Node do not always know why.
  const denied = /read-?only|cannot (open|write) [^:]*\/data\//i;
  wrong.push(...faultsOf("npm start on a read-only disk", await saidInVain(running), denied, 1));
  const content = join(running.folder, "content");
  const fresh = join(running.folder, "fresh");
  for (const [folders, name] of [
    [["--data", data, "--out", fresh], "npm run build with a read-only data folder"],
    [["--data", fresh, "--out", join(data, "out")], "npm run build into a read-only folder"],
  ] as const) {
    const words = ["lambdas/local.ts", "build", "--content", content, ...folders];
    const said = await run(process.execPath, words, { cwd: root }).then(() => "", (error: { stderr: string }) => error.stderr); // prettier-ignore
    wrong.push(...faultsOf(name, said, denied, 1));
  }
  await mount(["-o", "remount,rw", data]);
  await running.start();
  const clean = await cleanBuildBeside(content, data, running.address);
  return [...wrong, ...differences(await documentsIn(new FolderFiles(join(data, "site"))), clean)];
}

/** What is wrong with what was said of a failure: it names the cause in at most so many lines, and shows no stack. */
function faultsOf(what: string, said: string, cause: RegExp, lines: number): string[] {
  const failures = said.split("\n").filter((line) => line !== "");
  const named = failures.filter((line) => cause.test(line)).length;
  const isClear = named > 0 && named <= lines && !/^ {4}at /m.test(said) && (lines > 1 || failures.length === 1);
  return isClear ? [] : [`${what} is said so: ${said.slice(0, 2000)}`];
}

async function saidInVain(running: Running): Promise<string> {
  const from = running.said.length;
  await running.start().catch(() => undefined);
  return running.said.slice(from);
}

async function mount(words: string[]): Promise<boolean> {
  return run("mount", words).then(() => true, () => false); // prettier-ignore
}

/** Takes all the space that there is. */
async function fill(folder: string): Promise<string> {
  const filler = join(folder, "filler");
  const { bavail, bsize } = await statfs(folder);
  await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => undefined);
  return filler;
}
