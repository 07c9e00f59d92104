import { parseArgs } from "node:util";
import { Unavailable } from "../python-environment.ts";
import { awsHome } from "./aws-home.ts";
import { Counts } from "./counts.ts";
import { diskStory } from "./disk-story.ts";
import { killStory } from "./kill-story.ts";
import { machineHome } from "./machine-home.ts";
import { storeStory } from "./store-story.ts";

/** `npm run test:chaos`: what no plan foresees, for as long as there is time, and the same again for the same seed. */
const { values } = parseArgs({
  options: {
    aws: { type: "boolean", default: false },
    seconds: { type: "string" },
    seed: { type: "string", default: "2026" },
  },
});
const [seconds, seed] = [Number(values.seconds ?? (values.aws ? 120 : 75)), Number(values.seed)];
const counts = new Counts();
const lost: string[] = [];
const begun = performance.now();
const passedSeconds = () => Math.round((performance.now() - begun) / 1000);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** One line that is written over, on a terminal; nothing in a pipe. */
function showProgress(): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(
    `\r${passedSeconds()} of ${seconds} s: ${counts.get("edits")} edits, ${counts.get("kills")} kills `,
  );
}

/** A story that breaks off is lost as well. */
async function tell(story: () => Promise<string[]>): Promise<void> {
  try {
    lost.push(...(await story()));
  } catch (error) {
    if (error instanceof Unavailable) console.warn(`AWS is passed over: ${error.message}.`);
    else lost.push((error as Error).stack ?? String(error));
  }
}

const common = { seed, counts, onProgress: showProgress };
if (values.aws) {
  await tell(() => killStory({ ...common, openHome: awsHome, seconds }));
} else {
  await tell(() => diskStory(counts));
  for (let number = 0; passedSeconds() < seconds * 0.4 && lost.length === 0; number++) {
    await tell(async () => (await storeStory(seed + number, counts)).lost);
    counts.add("publications in memory");
    showProgress();
  }
  await tell(() => killStory({ ...common, openHome: machineHome, seconds: seconds - passedSeconds() }));
}

if (process.stderr.isTTY) process.stderr.write("\n");
counts.add("lost", lost.length);
console.log(counts.table);
if (lost.length > 0) {
  for (const line of lost.slice(0, 20)) console.error(line);
  console.error(`Once more: npm run test:chaos -- ${values.aws ? "--aws " : ""}--seconds ${seconds} --seed ${seed}`);
  process.exitCode = 1;
}
