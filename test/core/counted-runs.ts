import { publishChanged, reconcile, tick } from "../../lambdas/core/schedule.ts";
import { countRequests, type Counted } from "./counting-store.ts";
import { markdown, Newsroom, program } from "./newsroom.ts";

/** The runs that a publication consists of, in the order in which they are counted. */
export const RUNS = ["a new article", "an edit", "a withdrawal", "an idle tick", "a reconciliation"] as const;
export type Run = (typeof RUNS)[number];

/** Enough to fill every document; what is older is in none, and may be short. */
const LONG_ARTICLES = 300;
const PARAGRAPH = "The ferry left at eight, as it had every morning since the pier was mended after the storm. ";
const LONG_TEXT = `${PARAGRAPH.repeat(9)}\n\n`.repeat(5);

const pathOf = (number: number) => `articles/${number}.md`;

/** Titles of one length, one minute apart, so that a publication differs from a larger one in nothing but its size. */
function article(number: number, text: string): string {
  const published = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  const title = `Article ${String(number).padStart(6, "0")}`;
  return `${markdown(title, published, "section: Harbour\ntags: [ferries, piers]\n")}\n${text}`;
}

export interface CountedRuns {
  runs: Record<Run, Counted>;
  /** Of the site's RSS document. */
  feedBytes: number;
}

/** Counts each run in a publication of so many articles, in which nothing is left to do but an embargo to wait for. */
export async function countRuns(articles: number): Promise<CountedRuns> {
  const newsroom = await Newsroom.open({ "later.md": markdown("Later", "2026-12-24") });
  for (let number = 0; number < articles; number++) {
    const text = number < articles - LONG_ARTICLES ? "" : LONG_TEXT;
    await newsroom.write(pathOf(number), article(number, text));
  }
  await newsroom.reconcile();

  const changed = (path: string) => countRequests(newsroom, (ports) => publishChanged(ports, program, [path]));
  const newest = pathOf(articles);
  await newsroom.write(newest, article(articles, LONG_TEXT));
  const added = await changed(newest);
  await newsroom.write(newest, article(articles, `${LONG_TEXT}Corrected.\n`));
  const edited = await changed(newest);
  await newsroom.remove(newest);
  const withdrawn = await changed(newest);
  const feedBytes = (await newsroom.site.get("feed.xml"))!.bytes.length;
  const runs = {
    "a new article": added,
    "an edit": edited,
    "a withdrawal": withdrawn,
    "an idle tick": await countRequests(newsroom, (ports) => tick(ports, program)),
    "a reconciliation": await countRequests(newsroom, (ports) => reconcile(ports, program)),
  };
  return { runs, feedBytes };
}
