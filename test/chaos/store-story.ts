import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import type { Ports } from "../../lambdas/core/ports.ts";
import { DamagedRecord } from "../../lambdas/core/record.ts";
import { publishChanged, reconcile, tick } from "../../lambdas/core/schedule.ts";
import { BASE_URL, TestHub } from "../core/hub/subscriber.ts";
import { Newsroom, program } from "../core/newsroom.ts";
import { differences } from "../differences.ts";
import { Author, PRIVATE } from "./author.ts";
import type { Counts } from "./counts.ts";
import { Damage } from "./damage.ts";
import { Dice } from "./dice.ts";
import { Fault, faultyOutbox, FaultyStore, type Weather } from "./faulty-store.ts";
import { Readers } from "./readers.ts";
import { workAtHub } from "./work-at-hub.ts";

const STEPS = 30;
const JUMP_HOURS = 6;
const ATTEMPTS = 4;
/** So few entries in a document that archives come and go. */
const settings = (title: string) =>
  `title: ${title}\ndescription: d\nbaseUrl: ${BASE_URL}\nlanguage: en\nauthors: [{ name: Ada }]\nentriesPerFeed: 2\narchives: [tags, languages]\n`;

interface StoreStory {
  lost: string[];
  documents: Record<string, string>;
}

/**
 * One publication on a store that throttles, is slow, times out and loses answers, with two publishers and a clock that
 * jumps, all in memory.
 *
 * @returns what was lost, and the documents that there are in the end: the same for the same seed
 */
export async function storeStory(seed: number, counts: Counts): Promise<StoreStory> {
  // Each has its own, so that the author does the same whatever the program asks of its stores.
  const [dice, ofPublishers, ofHub] = [new Dice(seed), new Dice(seed + 2 ** 20), new Dice(seed + 2 ** 21)] as const;
  const rate = dice.pick([0.002, 0.01, 0.05]);
  const weather: Weather = { dice: ofPublishers, counts, rate };
  const hub = new TestHub();
  hub.ports.chance = () => ofHub.fraction();
  const newsroom = new Newsroom(new MemoryStore(), hub.site);
  const readers = new Readers(hub, ofHub);
  const ports: Ports = { ...newsroom.ports, clock: hub.clock, announcements: hub.announcements };
  const faultyPorts: Ports = {
    ...ports,
    state: new FaultyStore(newsroom.state, weather),
    site: new FaultyStore(hub.site, weather),
    announcements: faultyOutbox(hub.announcements, weather),
  };
  const author = new Author({
    dice,
    counts,
    content: newsroom.content,
    clock: hub.clock,
    settings: [settings("Noon"), settings("Evening"), "title: [\n"],
  });

  await newsroom.write("publication.yaml", settings("Noon"));
  await newsroom.write(
    "articles/permanent.md",
    "---\ntitle: Permanent\npublished: 2026-01-01\ntags: [ships]\n---\nP\n",
  );
  await reconcile(ports, program);
  await readers.subscribe();

  const damage = new Damage(newsroom.state, dice, counts);
  let steady = hub.now.getTime();
  const late: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const paths = dice.chance(0.01) ? await author.burst(100) : await author.edit();
    const told = dice.pick([paths, paths, [...paths, ...paths], []]);
    if (dice.chance(0.2)) late.push(...paths);
    const runs = [() => publishChanged(faultyPorts, program, told)];
    if (told.length >= 100) {
      counts.add("100 writers at once");
      runs.splice(0, 1, ...told.map((path) => () => publishChanged(faultyPorts, program, [path])));
    }
    if (dice.chance(0.5)) runs.push(() => tick(faultyPorts, program));
    if (dice.chance(0.1)) runs.push(() => reconcile(faultyPorts, program));
    if (dice.chance(0.3)) runs.push(() => publishChanged(faultyPorts, program, late.splice(0)));
    await Promise.all([...runs.map((run) => untilDone(run, counts)), workAtHub(hub, { dice: ofHub, counts, rate })]);
    readers.change();
    if (dice.chance(0.1)) await damage.strike();
    if (dice.chance(0.2)) await damage.restore();
    steady += dice.below(40) * 1000;
    const jumpMillis = dice.chance(0.1) ? (dice.fraction() * 2 - 1) * JUMP_HOURS * 3_600_000 : 0;
    if (jumpMillis !== 0) counts.add("clock jumps");
    hub.now = new Date(steady + jumpMillis);
  }

  // The faults end, and the clock passes by what it had jumped to.
  await damage.restore();
  readers.recover();
  await author.finish();
  for (let hour = 0; hour <= 2 * JUMP_HOURS; hour++) {
    hub.now = new Date(steady + hour * 3_600_000);
    await reconcile(ports, program);
    await hub.work();
  }
  newsroom.now = hub.now;
  const documents = await newsroom.documents();
  const lost = [...differences(documents, await newsroom.cleanBuild()), ...readers.missing(documents)];
  // Each feed that they read has an article that nobody takes away.
  if (readers.denied > 0 && !damage.hasHitLedger)
    lost.push(`${readers.denied} readers were told that their feed is no more`);
  for (const [key, text] of Object.entries(documents))
    if (text.includes(PRIVATE)) lost.push(`${key} tells what is private`);
  return { lost: lost.map((line) => `store, --seed ${seed}: ${line}`), documents };
}

/** A run that fails is tried again a few times, as SQS does; then the event is lost, and a reconciliation finds it. */
async function untilDone(run: () => Promise<unknown>, counts: Counts): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      await run();
      return;
    } catch (error) {
      // Without what new ids start with there is no run.
      const isKnown = error instanceof Fault || (error instanceof DamagedRecord && error.key === "tag-authority.json");
      if (!isKnown) throw error;
      counts.add("runs that a fault ended");
    }
  }
}
