import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { measureBuilds } from "./builds.ts";
import { measureBundles } from "./bundles.ts";
import { measureFanOuts } from "./fan-out.ts";
import { measurePolls } from "./poll.ts";

const USAGE = "npm run bench -- [builds] [polls] [fan-outs] [bundles] [--articles 1000,10000] [--seed 1]";
const PAGE = resolve(import.meta.dirname, "../docs/performance.md");

const { values, positionals } = parseArgs({
  options: { articles: { type: "string", default: "1000,10000" }, seed: { type: "string", default: "1" } },
  allowPositionals: true,
});
const sizes = values.articles.split(",").map(Number);
const say = (line: string) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${line}`);
const parts = {
  builds: () => measureBuilds(sizes, Number(values.seed), say),
  polls: () => measurePolls(say),
  "fan-outs": () => measureFanOuts(say),
  bundles: () => measureBundles(say),
};
type Part = keyof typeof parts;

const asked = (positionals.length > 0 ? positionals : Object.keys(parts)) as Part[];
if (asked.some((part) => !Object.hasOwn(parts, part)) || !sizes.every((size) => size > 0)) {
  console.error(`Usage: ${USAGE}`);
  process.exit(2);
}
for (const part of asked) {
  const measured = await parts[part]();
  say("");
  console.log(`\n${measured}`);
  write(part, measured);
}

/** Puts the figures into the page, with the machine that they were measured on. */
function write(part: Part, measured: string): void {
  const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const marks = [`<!-- ${part} -->`, `<!-- /${part} -->`] as const;
  const page = readFileSync(PAGE, "utf8");
  const [start, end] = marks.map((mark) => page.indexOf(mark)) as [number, number];
  const text = `${marks[0]}\n\nMeasured on ${machine}; medians.\n\n${measured}\n\n`;
  writeFileSync(PAGE, page.slice(0, start) + text + page.slice(end));
}
