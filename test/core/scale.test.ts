import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Store } from "../../lambdas/core/ports.ts";
import { reconcile } from "../../lambdas/core/schedule.ts";
import { countRequests } from "./counting-store.ts";
import { markdown, Newsroom } from "./newsroom.ts";

const PAGE = join(import.meta.dirname, "../../docs/scale.md");
const [FEW, MANY] = [1_000, 3_000];
/** As in infra/publishing.ts, and what the core does at once. */
const TIMEOUT_SECONDS = 900;
const AT_ONCE = 48;
/** Eight archive pages, each of which asks for its five documents together. */
const AT_ONCE_FOR_FEEDS = 40;
/** Assumed, not counted: a request to S3, and what one core computes for an article (docs/performance.md). */
const REQUEST_SECONDS = 0.02;
const COMPUTE_SECONDS = 0.003;
const COMPUTE_SECONDS_FOR_FEEDS = 0.001;

const RUNS = [
  "a first build",
  "everything anew, nothing different",
  "the last of several such runs: the feeds",
  "a reconciliation, nothing to do",
] as const;
type Run = (typeof RUNS)[number];

/** Requests of each kind in each run, over all three stores, for so many articles. */
async function countRuns(articles: number): Promise<Record<Run, number[]>> {
  const newsroom = await Newsroom.open();
  for (let number = 0; number < articles; number++) {
    const published = new Date(Date.UTC(2016, 0, 1) + number * 60_000).toISOString();
    await newsroom.write(
      `articles/${number}.md`,
      markdown(`Article ${number}`, published, `section: Harbour\ntags: [tag ${number % 20}, pier]\n`),
    );
  }
  const countRun = async (version: string) => {
    const stores = Object.values(await countRequests(newsroom, (ports) => reconcile(ports, { version })));
    return (["gets", "lists", "puts", "deletes"] as const).map((kind) => stores.reduce((sum, store) => sum + store[kind], 0)); // prettier-ignore
  };
  const [first, anew] = [await countRun("1"), await countRun("2")];
  await expect(reconcile({ ...newsroom.ports, site: withoutFeed(newsroom.site) }, { version: "3" })).rejects.toThrow();
  const [feeds, nothing] = [await countRun("3"), await countRun("3")];
  return { [RUNS[0]]: first, [RUNS[1]]: anew, [RUNS[2]]: feeds, [RUNS[3]]: nothing };
}

/** Ends a run when it has dealt with all articles. */
function withoutFeed(site: Store): Store {
  const get = (key: string) => (key === "feed.xml" ? Promise.reject(new Error("ended")) : site.get(key));
  return { get, put: site.put.bind(site), delete: site.delete.bind(site), list: site.list.bind(site) };
}

function secondsFor(run: Run, requests: number): number {
  // A listing is read page after page.
  if (requests < 1) return requests * REQUEST_SECONDS;
  return run === RUNS[2]
    ? (requests * REQUEST_SECONDS) / AT_ONCE_FOR_FEEDS + COMPUTE_SECONDS_FOR_FEEDS
    : (requests * REQUEST_SECONDS) / AT_ONCE + COMPUTE_SECONDS;
}

test("docs/scale.md says what runs over everything ask for each article more", async () => {
  const [few, many] = [await countRuns(FEW), await countRuns(MANY)];
  const rows = RUNS.map((run) => {
    const each = many[run].map((count, index) => (count - few[run][index]!) / (MANY - FEW));
    const requests = each.reduce((sum, count) => sum + count);
    const seconds = secondsFor(run, requests);
    const within = Math.floor(TIMEOUT_SECONDS / seconds / 1000) * 1000;
    return `| ${[run, ...each.map((count) => count.toFixed(3)), `${Math.round(seconds * 1e6) / 1000} s`, within.toLocaleString("en")].join(" | ")} |`;
  });
  const head =
    "| Run | GET | LIST | PUT | DELETE | for 1,000 articles | articles in 15 minutes |\n| --- | --: | --: | --: | --: | --: | --: |";
  const page = await readFile(PAGE, "utf8");
  const counted = `\n${[head, ...rows].join("\n")}\n\n`;
  const refreshed = page.replace(/(?<=<!-- counted -->\n)[^]*(?=<!-- \/counted -->)/, counted);
  await expect(refreshed).toMatchFileSnapshot(PAGE);
}, 120_000);
