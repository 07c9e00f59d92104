import { setTimeout as sleep } from "node:timers/promises";
import { differences } from "../differences.ts";
import { Author, PRIVATE } from "./author.ts";
import type { Counts } from "./counts.ts";
import { Dice } from "./dice.ts";
import type { Home } from "./home.ts";
import { Subscribers } from "./subscribers.ts";
import { until } from "./until.ts";

const PATIENCE_MILLIS = 240_000;
const EMBARGO_MILLIS = 6000;

export interface KillStoryOptions {
  openHome: (counts: Counts) => Promise<Home>;
  seed: number;
  counts: Counts;
  /** How long there are edits, stillness included. */
  seconds: number;
  onProgress: () => void;
}

/**
 * A publication is edited, and what works on it killed at random moments, while subscribers listen who are slow, fail, or
 * are away. After each chapter everybody holds still, and all that was changed has to have arrived.
 *
 * @returns what was lost
 */
export async function killStory({ openHome, seed, counts, seconds, onProgress }: KillStoryOptions): Promise<string[]> {
  const dice = new Dice(seed);
  const home = await openHome(counts);
  const subscribers = await Subscribers.open(dice, counts);
  const before = Buffer.from((await home.content.get("publication.yaml"))!.bytes).toString();
  const settings = [before, before.replace(/^title: .*/m, "title: The Evening Tide"), "title: [\n"];
  const lost: string[] = [];
  try {
    await subscribe(home, subscribers);
    const deadline = Date.now() + seconds * 1000;
    do {
      // Other settings make everything anew, and with it what was left undone.
      const some = dice.chance(0.3) ? settings : [before];
      const author = new Author({ dice, counts, content: home.content, clock: () => new Date(), settings: some });
      subscribers.calm(false);
      do {
        for (let edits = dice.below(12); edits > 0; edits--) {
          await (dice.chance(0.03) ? author.burst(100) : author.edit());
          await sleep(dice.below(150));
          onProgress();
        }
        if (dice.chance(0.2)) subscribers.turn();
        await home.interrupt(author, dice);
      } while (Date.now() < deadline && !dice.chance(home.stillness));
      subscribers.calm(true);
      await author.finish();
      counts.add("comparisons with a clean build");
      lost.push(...(await wrongAfterAll(home, subscribers)));
    } while (Date.now() < deadline && lost.length === 0);
    if ((await home.said()).includes(PRIVATE)) lost.push("the operator is told what is private");
    if (subscribers.leaks > 0) lost.push(`${subscribers.leaks} deliveries tell what is private`);
  } finally {
    subscribers.close();
    await home.close();
  }
  return lost.map((line) => `${home.name}, --seed ${seed}: ${line}`);
}

async function subscribe(home: Home, subscribers: Subscribers): Promise<void> {
  const documents = await home.documents();
  for (const subscription of subscribers.subscriptions) {
    const { callback, topic } = subscription;
    subscribers.knows(subscription, documents[topic.slice(1)]!.toString());
    const form = { "hub.mode": "subscribe", "hub.callback": callback, "hub.topic": home.baseUrl + topic };
    await home.subscribe({ ...form, "hub.secret": PRIVATE });
  }
  await until(async () => subscribers.areVerified, PATIENCE_MILLIS);
}

/** What is still wrong when there was time enough for everything. */
async function wrongAfterAll(home: Home, subscribers: Subscribers): Promise<string[]> {
  // An embargo that ends between the two would make a difference.
  await sleep(EMBARGO_MILLIS);
  let wrong: string[] = [];
  await until(async () => {
    await home.work();
    const clean = await home.cleanBuild();
    const documents = await home.documents();
    const behind = subscribers.subscriptions.filter(
      (one) => subscribers.latest(one) !== documents[one.topic.slice(1)]?.toString(),
    );
    wrong = [
      ...differences(documents, clean),
      ...behind.map(({ callback }) => `${new URL(callback).pathname} does not have the last version`),
      ...Object.keys(documents).filter((key) => documents[key]!.includes(PRIVATE)).map((key) => `${key} tells what is private`), // prettier-ignore
    ];
    return wrong.length === 0;
  }, PATIENCE_MILLIS);
  return wrong;
}
