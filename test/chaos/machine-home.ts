import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FolderFiles } from "../../lambdas/adapters/folder-files.ts";
import { cleanBuildBeside, documentsIn } from "../clean-build.ts";
import { Running } from "../local/running.ts";
import type { Author } from "./author.ts";
import type { Counts } from "./counts.ts";
import type { Dice } from "./dice.ts";
import type { Home } from "./home.ts";
import { savedInPlace } from "./saved-in-place.ts";

const WORK_MILLIS = 500;

/** `npm start` on folders. */
export async function machineHome(counts: Counts): Promise<Home> {
  const running = await Running.onSample();
  await running.start();
  const [content, data] = [join(running.folder, "content"), join(running.folder, "data")];
  return {
    name: "npm start",
    baseUrl: running.address,
    content: savedInPlace(content),
    stillness: 0.2,
    subscribe: (form) => running.post(form),
    interrupt: (author, dice) => interrupt(running, author, dice, counts),
    work: () => sleep(WORK_MILLIS),
    documents: () => documentsIn(new FolderFiles(join(data, "site"))),
    cleanBuild: () => cleanBuildBeside(content, data, running.address),
    said: async () => running.said,
    close: () => running.close(),
  };
}

/** Ends the server, now and then again while it starts, and edits meanwhile. */
async function interrupt(running: Running, author: Author, dice: Dice, counts: Counts): Promise<void> {
  const signal = dice.pick(["SIGKILL", "SIGKILL", "SIGKILL", "SIGTERM"] as const);
  counts.add(signal === "SIGKILL" ? "kills" : "orderly ends");
  await running.end(signal);
  while (dice.chance(0.3)) {
    await author.edit();
    const starting = running.start().catch(() => undefined);
    await sleep(dice.below(1500));
    counts.add("kills");
    await running.end("SIGKILL");
    await starting;
  }
  await running.start();
}
