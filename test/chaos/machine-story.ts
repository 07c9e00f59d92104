import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FolderFiles } from "../../lambdas/adapters/folder-files.ts";
import { Running } from "../local/running.ts";
import { Author, PRIVATE } from "./author.ts";
import { cleanBuild, documentsIn } from "./clean-build.ts";
import type { Counts } from "./counts.ts";
import { Dice } from "./dice.ts";
import { differences } from "./differences.ts";
import { savedInPlace } from "./saved-in-place.ts";
import { Subscribers } from "./subscribers.ts";

const PATIENCE_MILLIS = 120_000;
const EMBARGO_MILLIS = 6000;

export interface MachineStoryOptions {
  seed: number;
  counts: Counts;
  seconds: number;
  onProgress: () => void;
}

/**
 * `npm start` on folders, edited and killed at random moments while subscribers listen who are slow, fail, or are away.
 * Now and then everybody holds still, and all that was changed has to have arrived.
 *
 * @returns what was lost
 */
export async function machineStory({ seed, counts, seconds, onProgress }: MachineStoryOptions): Promise<string[]> {
  const dice = new Dice(seed);
  const running = await Running.onSample();
  const subscribers = await Subscribers.open(dice, counts);
  const content = join(running.folder, "content");
  const before = await readFile(join(content, "publication.yaml"), "utf8");
  const settings = [before, before.replace(/^title: .*/m, "title: The Evening Tide"), "title: [\n"];
  const author = new Author({ dice, counts, content: savedInPlace(content), clock: () => new Date(), settings });
  const lost: string[] = [];
  const stillness = async () => {
    subscribers.calm(true);
    await author.finish();
    counts.add("comparisons with a clean build");
    lost.push(...(await wrongAfterAll(running, subscribers)));
    subscribers.calm(false);
  };
  try {
    await running.start();
    await subscribe(running, subscribers);
    subscribers.calm(false);
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline && lost.length === 0) {
      for (let edits = dice.below(12); edits > 0; edits--) {
        await (dice.chance(0.03) ? author.burst(100) : author.edit());
        await sleep(dice.below(150));
        onProgress();
      }
      if (dice.chance(0.2)) subscribers.turn();
      await interrupt(running, author, dice, counts);
      if (dice.chance(0.2)) await stillness();
    }
    await stillness();
    if (running.said.includes(PRIVATE)) lost.push("the terminal tells what is private");
    if (subscribers.leaks > 0) lost.push(`${subscribers.leaks} deliveries tell what is private`);
  } finally {
    subscribers.close();
    await running.close();
  }
  return lost.map((line) => `npm start, --seed ${seed}: ${line}`);
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

async function subscribe(running: Running, subscribers: Subscribers): Promise<void> {
  for (const subscription of subscribers.subscriptions) {
    const { callback, topic } = subscription;
    subscribers.knows(subscription, await (await fetch(running.address + topic)).text());
    const form = { "hub.mode": "subscribe", "hub.callback": callback, "hub.topic": running.address + topic };
    await running.post({ ...form, "hub.secret": PRIVATE });
  }
  await until(async () => subscribers.areVerified);
}

/** What is still wrong when there was time enough for everything. */
async function wrongAfterAll(running: Running, subscribers: Subscribers): Promise<string[]> {
  const data = join(running.folder, "data");
  // An embargo that ends between the two would make a difference.
  await sleep(EMBARGO_MILLIS);
  let wrong: string[] = [];
  await until(async () => {
    const clean = await cleanBuild(join(running.folder, "content"), data, running.address);
    const documents = await documentsIn(new FolderFiles(join(data, "site")));
    const behind = subscribers.subscriptions.filter(
      (one) => subscribers.latest(one) !== documents[one.topic.slice(1)]?.toString(),
    );
    wrong = [
      ...differences(documents, clean),
      ...behind.map(({ callback }) => `${new URL(callback).pathname} does not have the last version`),
      ...Object.keys(documents).filter((key) => documents[key]!.includes(PRIVATE)).map((key) => `${key} tells what is private`), // prettier-ignore
    ];
    return wrong.length === 0;
  });
  return wrong;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLIS;
  while (!(await isTrue()) && Date.now() < deadline) await sleep(500);
}
