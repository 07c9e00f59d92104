import { parseArgs } from "node:util";
import { Counts } from "./counts.ts";
import { diskStory } from "./disk-story.ts";
import { killStory } from "./kill-story.ts";
import { machineHome } from "./machine-home.ts";
import { storeStory } from "./store-story.ts";

/** `npm run test:chaos`: what no plan foresees, for as long as there is time, and the same again for the same seed. */
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "75" }, seed: { type: "string", default: "2026" } },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
const counts = new Counts();
const lost: string[] = [];
const begun = performance.now();
const passedSeconds = () => Math.round((performance.now() - begun) / 1000);

/** One line that is written over, on a terminal; nothing in a pipe. */
function showProgress(): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(
    `\r${passedSeconds()} of ${seconds} s: ${counts.get("edits")} edits, ${counts.get("kills")} kills `,
  );
}

/** A story that breaks off is lost as well. */
async function tell(story: () => Promise<string[]>): Promise<void> {
  lost.push(...(await story().catch((error: Error) => [error.stack ?? String(error)])));
}

await tell(() => diskStory(counts));
for (let number = 0; passedSeconds() < seconds * 0.4 && lost.length === 0; number++) {
  await tell(() => storeStory(seed + number, counts));
  counts.add("publications in memory");
  showProgress();
}
const left = seconds - passedSeconds();
await tell(() => killStory({ openHome: machineHome, seed, counts, seconds: left, onProgress: showProgress }));

if (process.stderr.isTTY) process.stderr.write("\n");
counts.add("lost", lost.length);
console.log(counts.table);
if (lost.length > 0) {
  for (const line of lost.slice(0, 20)) console.error(line);
  console.error(`Once more: npm run test:chaos -- --seconds ${seconds} --seed ${seed}`);
  process.exitCode = 1;
}
