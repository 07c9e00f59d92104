import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeContent } from "./content.ts";
import { middle, run, type Measured } from "./measured.ts";
import { makeEleventySite } from "./peers/eleventy.ts";
import { makeHugoSite } from "./peers/hugo.ts";
import { median, table } from "./table.ts";

const root = resolve(import.meta.dirname, "..");
const hugo = process.env.HUGO ?? "hugo";
const eleventy = process.env.ELEVENTY ?? "eleventy";
/** Of wall time, for one build of somebody else's. */
const PEER_LIMIT_SECONDS = 90;
/** Of runs that take seconds; one that takes minutes is run once. */
const ROUNDS = 3;
const LONG_SECONDS = 30;
const SAVES = 5;

/** A folder of its own for each program, emptied before each clean build. */
interface Bench {
  content: string;
  folder: string;
  articles: number;
}

/** Builds with Dateline and with what else is installed, on the same articles. As Markdown. */
export async function measureBuilds(sizes: number[], seed: number, say: (line: string) => void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "dateline-bench-"));
  try {
    return await measureIn(folder, sizes, seed, say);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureIn(folder: string, sizes: number[], seed: number, say: (line: string) => void): Promise<string> {
  const version = spawnSync(hugo, ["version"], { encoding: "utf8" }).stdout?.match(/hugo v[\d.]+/)?.[0];
  const eleventyVersion = spawnSync(eleventy, ["--version"], { encoding: "utf8" }).stdout?.match(/^[\d.]+/)?.[0];
  const rows: string[][] = [];
  for (const articles of sizes) {
    const bench = { content: join(folder, `content-${articles}`), folder: join(folder, String(articles)), articles };
    say(`writing ${articles} articles`);
    writeContent(bench.content, articles, seed);
    const add = (work: string, program: string, took: Measured) =>
      rows.push([String(articles), work, program, wall(took), seconds(took.cpuSeconds), megabytes(took)]);
    const each = async (work: string, program: string, once: () => Promise<Measured>) => {
      say(`${articles} articles: ${work}, ${program}`);
      add(work, program, await repeated(once));
    };
    await each("clean build, with pages and archives", "Dateline", () => dateline(bench, true));
    if (version !== undefined)
      await each("clean build, with pages, lists of 25", version, () => hugoBuild(bench, true));
    if (version !== undefined) await each("clean build, feeds alone", version, () => hugoBuild(bench, false));
    if (eleventyVersion !== undefined) {
      const program = `Eleventy ${eleventyVersion}`;
      await each("clean build, with pages, lists of 25", program, () => eleventyBuild(bench, true));
      await each("clean build, feeds alone", program, () => eleventyBuild(bench, false));
    }
    await each("clean build, feeds alone, not sanitised", "a bare script", () => bare(bench));
    await each("nothing changed, new process", "Dateline", () => dateline(bench, false));
    await each("one article changed, new process", "Dateline", () => (edit(bench), dateline(bench, false)));
    say(`${articles} articles: one article changed, npm start running`);
    add("from save to new bytes served", "Dateline, running", { wallSeconds: await saveToServed(bench), cpuSeconds: undefined, megabytes: undefined }); // prettier-ignore
    rmSync(bench.folder, { recursive: true, force: true });
  }
  const figures = table(["articles", "work", "program", "wall s", "CPU s", "MB"], rows);
  const left = [version ? [] : "Hugo", eleventyVersion ? [] : "Eleventy"].flat();
  return left.length === 0 ? figures : `${figures}\n\nLeft out, as it is not installed: ${left.join(", ")}.`;
}

async function repeated(once: () => Promise<Measured>): Promise<Measured> {
  const all = [await once()];
  while (all.length < ROUNDS && all[0]!.wallSeconds < LONG_SECONDS) all.push(await once());
  return middle(all);
}

/** What `npm run` gives to Node. */
function wordsOf(script: "build" | "start"): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  return scripts[script]!.split(" ").slice(1);
}

function dateline({ content, folder }: Bench, isClean: boolean): Promise<Measured> {
  const [data, out] = [join(folder, "data"), join(folder, "site")];
  if (isClean) for (const each of [data, out]) rmSync(each, { recursive: true, force: true });
  return run(process.execPath, [...wordsOf("build"), "--content", content, "--data", data, "--out", out], root);
}

function hugoBuild({ content, folder }: Bench, withPages: boolean): Promise<Measured> {
  const site = join(folder, withPages ? "hugo-pages" : "hugo-feeds");
  rmSync(site, { recursive: true, force: true });
  makeHugoSite(content, site, withPages);
  return run(hugo, ["--quiet"], site, PEER_LIMIT_SECONDS);
}

function eleventyBuild({ content, folder }: Bench, withPages: boolean): Promise<Measured> {
  const site = join(folder, withPages ? "eleventy-pages" : "eleventy-feeds");
  rmSync(site, { recursive: true, force: true });
  makeEleventySite(content, site, withPages);
  return run(eleventy, ["--quiet"], site, PEER_LIMIT_SECONDS);
}

function bare({ content, folder }: Bench): Promise<Measured> {
  mkdirSync(folder, { recursive: true });
  return run(process.execPath, ["bench/peers/bare.ts", content, join(folder, "bare")], root, PEER_LIMIT_SECONDS);
}

function articleOf({ content }: Bench): string {
  const folder = join(content, "articles/0");
  return join(folder, readdirSync(folder)[0]!);
}

function edit(bench: Bench, text = String(Math.random())): void {
  appendFileSync(articleOf(bench), `\nOnce more: ${text}.\n`);
}

/** Seconds from the save of an article of the newest ones until the feed that is served has it. */
async function saveToServed(bench: Bench): Promise<number> {
  const folders = ["--content", bench.content, "--data", join(bench.folder, "start")];
  const server = spawn(process.execPath, [...wordsOf("start"), ...folders, "--port", "0"], { cwd: root });
  try {
    let said = "";
    server.stdout.on("data", (data) => (said += String(data)));
    while (!/http:\S+/.test(said)) await sleep(50);
    const feed = `${/http:\S+?(?=\/\s)/.exec(said)![0]}/feed.json`;
    const took: number[] = [];
    for (let save = 0; save < SAVES; save++) {
      await sleep(1500);
      const mark = `mark${save}x${bench.articles}`;
      const begun = performance.now();
      edit(bench, mark);
      while (!(await (await fetch(feed)).text()).includes(mark)) await sleep(2);
      took.push((performance.now() - begun) / 1000);
    }
    return median(took);
  } finally {
    server.kill();
  }
}

const seconds = (figure: number | undefined) => (figure === undefined ? "" : figure.toFixed(figure < 1 ? 3 : 1));
const CUT_SHORT = { stopped: "more than ", crashed: "crashed after " };
const wall = ({ wallSeconds, cutShort }: Measured) => (cutShort ? CUT_SHORT[cutShort] : "") + seconds(wallSeconds);
const megabytes = ({ megabytes: figure }: Measured) => (figure === undefined ? "" : figure.toFixed(0));
