import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { publishChanged } from "../../lambdas/core/schedule.ts";
import { tableOfNotifying, tableOfRequests, tableOfSums } from "./bill.ts";
import { countFanOut, countSubscription, type Notified } from "./counted-notification.ts";
import { countRuns, RUNS, type CountedRuns } from "./counted-runs.ts";
import { countRequests } from "./counting-store.ts";
import { markdown, Newsroom, program } from "./newsroom.ts";

const SIZES = [100, 1_000, 10_000] as const;
const PAGE = join(import.meta.dirname, "../../docs/cost.md");

const counted = new Map<number, CountedRuns>();

beforeAll(async () => {
  for (const articles of SIZES) counted.set(articles, await countRuns(articles));
}, 120_000);

const requests = (articles: number, run: (typeof RUNS)[number]) =>
  Object.entries(counted.get(articles)!.runs[run]).map(([store, { gets, lists, puts, deletes }]) => ({
    store,
    gets,
    lists,
    puts,
    deletes,
  }));
const bytes = (articles: number, run: (typeof RUNS)[number]) =>
  Object.values(counted.get(articles)!.runs[run]).reduce((sum, store) => sum + store.bytesRead + store.bytesWritten, 0);

describe.each(["a new article", "an edit", "a withdrawal", "an idle tick"] as const)("%s", (run) => {
  test("costs the same requests among 100, 1,000 and 10,000 articles", () => {
    for (const articles of SIZES) expect(requests(articles, run), `among ${articles}`).toEqual(requests(SIZES[0], run));
  });

  test("moves the same bytes, but for digits of numbers that grow", () => {
    for (const articles of SIZES) {
      expect(bytes(articles, run) / bytes(SIZES[0], run), `among ${articles}`).toBeCloseTo(1, 2);
    }
  });
});

test("an idle tick costs two requests and writes nothing, with an embargo noted", () => {
  const stores = Object.values(counted.get(10_000)!.runs["an idle tick"]);
  expect(stores.reduce((sum, store) => sum + store.requests, 0)).toBe(2);
  expect(stores.reduce((sum, store) => sum + store.writes, 0)).toBe(0);
});

test("a reconciliation with nothing to do reads listings, a thousand names a request, and writes nothing", () => {
  for (const articles of SIZES) {
    const { content, state, site } = counted.get(articles)!.runs["a reconciliation"];
    expect([content.writes, state.writes, site.writes]).toEqual([0, 0, 0]);
    expect(content.gets + state.gets + site.gets).toBeLessThanOrEqual(3);
    expect(content.lists + state.lists).toBeLessThanOrEqual(6 + 2 * Math.ceil(articles / 1000));
  }
});

test("one more article with a picture that thousands of others show costs what it costs beside one", async () => {
  const requestsAmong = async (articles: number) => {
    const paths = Array.from({ length: articles }, (_, index) => `${index}.md`);
    const show = (title: string, day = "2026-01-01") => markdown(title, day, "image: media/quay.txt\n");
    const newsroom = await Newsroom.open(Object.fromEntries(paths.map((path) => [path, show(path)])));
    await newsroom.write("media/quay.txt", "quay ".repeat(10_000));
    await newsroom.reconcile();
    await newsroom.write("articles/new.md", show("New", "2026-11-01"));
    const { content, state, site } = await countRequests(newsroom, (ports) =>
      publishChanged(ports, program, ["articles/new.md"]),
    );
    expect(content.bytesRead, "the picture is not read again").toBeLessThan(10_000);
    return [content, state, site].map((store) => store.requests);
  };
  expect(await requestsAmong(2_100)).toEqual(await requestsAmong(100));
});

describe("a fan-out", () => {
  const asked = ({ stores, queueRequests, bytesOut }: Notified) => {
    const { gets, lists, puts } = stores.state;
    return { gets, lists, puts, documents: stores.site.gets, queueRequests, bytesOut };
  };

  test("asks the same for each thousand subscribers, and reads the document once for a hundred", async () => {
    const [one, ten] = [asked(await countFanOut(1_000, 5_000)), asked(await countFanOut(10_000, 5_000))];
    // The announcement, what was last told, and the document's digest.
    const [once, documentOnce, queueOnce] = [1, 1, 3];
    expect(one).toEqual({
      gets: 1_000 + once,
      lists: 1,
      // Before and after.
      puts: 2 * once,
      documents: 10 + documentOnce,
      queueRequests: 3 + queueOnce,
      bytesOut: 5_000_000,
    });
    expect(ten).toEqual({
      gets: 10_000 + once,
      lists: 10,
      // Before and after.
      puts: 2 * once,
      documents: 100 + documentOnce,
      queueRequests: 30 + queueOnce,
      bytesOut: 50_000_000,
    });
  });
});

test("docs/cost.md says what was counted", async () => {
  const { runs, feedBytes } = counted.get(1_000)!;
  const subscription = await countSubscription(feedBytes);
  const fanOut = await countFanOut(1_000, feedBytes);
  const requestsOfAll = {
    ...runs,
    "a subscription": subscription.stores,
    "a document to 1,000 subscribers": fanOut.stores,
  };
  const sums = [tableOfSums(runs, feedBytes), tableOfNotifying(subscription, { ...fanOut, subscribers: 1_000 })];
  const tables = [tableOfRequests(requestsOfAll), ...sums].join("\n\n");
  const page = await readFile(PAGE, "utf8");
  const refreshed = page.replace(/(?<=<!-- counted -->\n)[^]*(?=<!-- \/counted -->)/, `\n${tables}\n\n`);
  await expect(refreshed).toMatchFileSnapshot(PAGE);
});
