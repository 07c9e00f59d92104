import { expect, test } from "vitest";
import { publishChanged, tick } from "../../lambdas/core/schedule.ts";
import { expectConverged } from "./converged.ts";
import { countRequests } from "./counting-store.ts";
import { mortal, survives } from "./mortal-store.ts";
import { markdown, Newsroom, program, SETTINGS } from "./newsroom.ts";

/** A run looks at two hundred articles together. */
const ARTICLES = 450;
const moved = { version: "2" };

/** A publication whose pages all have to change, and a run over everything that was ended after two hundred of them. */
async function endedHalfWay(edits: Record<string, string | undefined> = {}): Promise<Newsroom> {
  const day = (index: number) => new Date(Date.UTC(2020, 0, ARTICLES - index)).toISOString();
  const articles = Array.from({ length: ARTICLES }, (_, index) => [`${index}.md`, markdown(`Article ${index}`, day(index))]); // prettier-ignore
  const newsroom = await Newsroom.open(Object.fromEntries(articles));
  await newsroom.reconcile();
  await rename(newsroom, "The New Courier");
  for (const [path, text] of Object.entries(edits))
    await (text === undefined ? newsroom.remove(path) : newsroom.write(path, text));
  expect(await survives(() => tick(mortal(newsroom.ports, 700), moved))).toBe(false);
  newsroom.pass(60);
  return newsroom;
}

const rename = (newsroom: Newsroom, title: string) =>
  newsroom.write("publication.yaml", SETTINGS.replace("The Test Courier", title));

const articlesReadBy = async (newsroom: Newsroom, version = moved) =>
  (await countRequests(newsroom, (ports) => tick(ports, version))).content.gets;

async function expectNewTitle(newsroom: Newsroom) {
  const pages = Object.entries(await newsroom.documents()).filter(([key]) => key.startsWith("articles/"));
  expect(pages.filter(([, text]) => !text.includes("The New Courier")).map(([key]) => key)).toEqual([]);
  expect(pages.length).toBe(ARTICLES);
  await expectConverged(newsroom);
}

test("a run over everything goes on where the one before it was ended", async () => {
  const newsroom = await endedHalfWay();
  expect(await articlesReadBy(newsroom)).toBeLessThan(ARTICLES - 200 + 10);
  await expectNewTitle(newsroom);
  expect(await Array.fromAsync(newsroom.state.list("everything/"))).toEqual([]);
});

test("what only the ended run has seen stands in every feed", async () => {
  const newsroom = await endedHalfWay({
    "articles/0.md": markdown("Corrected", "2021-03-25", "tags: [quay]\n"),
    "articles/1.md": undefined,
    "articles/100.md": undefined,
    "articles/10.md": markdown("Article 100", "2020-12-16", "slug: moved\n"),
  });
  expect(await articlesReadBy(newsroom)).toBeLessThan(ARTICLES - 200 + 20);
  expect(await newsroom.titles()).toEqual(expect.arrayContaining(["Corrected"]));
  expect(await newsroom.titles()).not.toContain("Article 1");
  expect(await newsroom.titles("tags/quay/")).toEqual(["Corrected"]);
  await expectConverged(newsroom);
});

test("an article that was edited meanwhile is published as it is now", async () => {
  const newsroom = await endedHalfWay();
  await newsroom.write("articles/0.md", markdown("Article 0, corrected", "2020-01-01"));
  await publishChanged(newsroom.ports, moved, ["articles/0.md"]);
  expect(await articlesReadBy(newsroom)).toBeLessThan(ARTICLES - 200 + 10);
  expect((await newsroom.history()).length).toBe(ARTICLES);
  await expectNewTitle(newsroom);
});

test("what was reached under other settings counts no more, even when the first come back", async () => {
  const newsroom = await endedHalfWay();
  await rename(newsroom, "The Test Courier");
  await publishChanged(newsroom.ports, moved, ["articles/0.md"]);
  await rename(newsroom, "The New Courier");
  expect(await articlesReadBy(newsroom)).toBeGreaterThan(ARTICLES);
  await expectNewTitle(newsroom);
});

test("a milestone that is damaged counts no more", async () => {
  const newsroom = await endedHalfWay();
  for await (const { key } of newsroom.state.list("everything/")) await newsroom.state.put(key, new Uint8Array([123]));
  expect(await articlesReadBy(newsroom)).toBeGreaterThan(ARTICLES);
  await expectNewTitle(newsroom);
});

test("a run that is not over everything leaves no milestone", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A") });
  await newsroom.reconcile();
  await publishChanged(mortal(newsroom.ports, Infinity), program, ["articles/a.md"]);
  expect(await Array.fromAsync(newsroom.state.list("everything/"))).toEqual([]);
});
