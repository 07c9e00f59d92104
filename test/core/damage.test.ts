import { describe, expect, test } from "vitest";
import { publishChanged } from "../../lambdas/core/schedule.ts";
import { mortal, survives } from "./mortal-store.ts";
import { markdown, Newsroom, program, SETTINGS } from "./newsroom.ts";

const settings = `${SETTINGS}entriesPerFeed: 2\n`;
const articles = Object.fromEntries(
  [1, 2, 3, 4, 5, 6].map((day) => [`${day}.md`, markdown(`A${day}`, `2026-01-0${day}`, "section: Harbour\n")]),
);
const withPicture = { ...articles, "7.md": markdown("A7", "2026-01-07", "image: media/quay.txt\n") };

const damages = { "half an object": '{"revision":1,"ent', "no bytes": "", "another value": "null" };

async function published(): Promise<Newsroom> {
  const newsroom = await Newsroom.open(withPicture, settings);
  await newsroom.write("media/quay.txt", "quay");
  await newsroom.write("articles/broken.md", "---\ntitle: [\n---\n");
  await newsroom.reconcile();
  return newsroom;
}

const damage = (newsroom: Newsroom, key: string, bytes = "{") => newsroom.state.put(key, Buffer.from(bytes));

async function reportOf(run: Promise<Awaited<ReturnType<Newsroom["tick"]>>>) {
  const ran = await run;
  if (ran.outcome !== "ran") throw new Error("the settings are unusable");
  return ran.report;
}

describe.each([
  "feeds/site/head.json",
  "feeds/site/archive/1.json",
  "feeds/sections/harbour/head.json",
  "feeds/list.json",
  "feeds/recent.json",
  "media/quay.txt.json",
  "left-out/articles/broken.md.json",
])("a damaged %s", (key) => {
  test.each(Object.entries(damages))("(%s) is named, and made again from articles and ledger", async (_, bytes) => {
    const newsroom = await published();
    expect(await newsroom.state.get(key), "there is such an object").toBeDefined();
    await damage(newsroom, key, bytes);
    await newsroom.write("articles/1.md", markdown("A1, corrected", "2026-01-01", "section: Harbour\n"));
    await newsroom.write("articles/8.md", markdown("A8", "2026-01-08", "section: Harbour\nimage: media/quay.txt\n"));
    await newsroom.write("media/quay.txt", "another quay");
    await newsroom.remove("articles/6.md");
    const changed = ["articles/1.md", "articles/8.md", "articles/6.md", "media/quay.txt"];
    const reports = [await reportOf(newsroom.changed(...changed))];
    expect(await newsroom.documents(), "at once").toEqual(await newsroom.cleanBuild());
    reports.push(await reportOf(newsroom.reconcile()));
    expect(reports.flatMap(({ warnings }) => warnings.map(({ path }) => path))).toEqual([key]);
    expect(await newsroom.documents()).toEqual(await newsroom.cleanBuild());
  });
});

test("a damaged note of what was begun is thrown away, and all is made again", async () => {
  const newsroom = await published();
  const key = "tick/begun/2026-11-23T12:00:00Z/x-1.json";
  await damage(newsroom, key);
  const { warnings } = await reportOf(newsroom.tick());
  expect(warnings.map(({ path }) => path)).toEqual([key]);
  expect(await newsroom.state.get(key)).toBeUndefined();
});

const keysBelow = (newsroom: Newsroom, prefix: string) =>
  Array.fromAsync(newsroom.state.list(prefix), ({ key }) => key);

describe.each(["ledger/articles/3.md.json", "slugs/a3.json", "an id"])("where %s is damaged", (name) => {
  async function damaged() {
    const newsroom = await published();
    const ids = await keysBelow(newsroom, "ids/");
    let key = name;
    for (const id of ids) if (name === "an id" && (await textAt(newsroom, id)).includes("3.md")) key = id;
    const bytes = await textAt(newsroom, key);
    await damage(newsroom, key);
    return { newsroom, key, bytes, ids };
  }

  test("its article keeps what readers have, is left out with that name, and gets no new id", async () => {
    const { newsroom, key, ids } = await damaged();
    const page = await newsroom.read("articles/a3/index.html");
    await newsroom.write("articles/3.md", markdown("A3, corrected", "2026-01-03"));
    await newsroom.write("articles/8.md", markdown("A8", "2026-01-08"));
    const { leftOut } = await reportOf(newsroom.changed("articles/3.md", "articles/8.md"));
    expect(leftOut).toEqual([
      {
        path: "articles/3.md",
        cause: `the state object ${key} is damaged`,
        remedy: "restore that from a backup, as docs/operating.md says",
      },
    ]);
    expect(await newsroom.read("articles/a3/index.html")).toBe(page);
    expect((await newsroom.history()).filter(({ url }) => url.includes("/a3/"))).toHaveLength(1);
    expect(await newsroom.titles()).toContain("A8");
    expect(await keysBelow(newsroom, "ids/")).toHaveLength(ids.length + 1);
    expect((await reportOf(newsroom.reconcile())).leftOut.map(({ path }) => path)).toContain("articles/3.md");
  });

  test("its article stands even in a feed that is made anew, as far as the ledger tells of it", async () => {
    const { newsroom, key } = await damaged();
    await damage(newsroom, "feeds/sections/harbour/head.json");
    await newsroom.write("articles/8.md", markdown("A8", "2026-01-08", "section: Harbour\n"));
    await newsroom.write("articles/6.md", markdown("A6", "2026-01-06"));
    await newsroom.write("articles/5.md", markdown("A5", "2026-01-05"));
    await newsroom.write("articles/4.md", markdown("A4", "2026-01-04"));
    await newsroom.changed("articles/8.md", "articles/6.md", "articles/5.md", "articles/4.md");
    const isKnown = !key.startsWith("ledger/");
    expect(await newsroom.titles("sections/harbour/")).toEqual(["A8", isKnown ? "A3" : "A2"]);
  });

  test("the next tick after somebody has restored it publishes the article as it now is, under its old id", async () => {
    const { newsroom, key, bytes } = await damaged();
    const before = (await newsroom.history()).find(({ url }) => url.includes("/a3/"))!;
    await newsroom.write("articles/3.md", markdown("A3, corrected", "2026-01-03"));
    await newsroom.changed("articles/3.md");
    newsroom.pass(31);
    await newsroom.tick();
    await damage(newsroom, key, bytes);
    newsroom.pass(31);
    await newsroom.tick();
    const after = (await newsroom.history()).find(({ url }) => url.includes("/a3/"))!;
    expect(after).toMatchObject({ id: before.id, title: "A3, corrected" });
    expect(await newsroom.documents()).toEqual(await newsroom.cleanBuild());
    expect(await newsroom.state.get("left-out/articles/3.md.json")).toBeUndefined();
  });
});

test("an article that moves away from a damaged ledger record gets no new id either", async () => {
  const newsroom = await published();
  const ids = await keysBelow(newsroom, "ids/");
  await damage(newsroom, "ledger/articles/3.md.json");
  await newsroom.write("articles/new/3.md", articles["3.md"]!);
  await newsroom.remove("articles/3.md");
  const { leftOut } = await reportOf(newsroom.changed("articles/new/3.md", "articles/3.md"));
  expect(leftOut.map(({ path }) => path).sort()).toEqual(["articles/3.md", "articles/new/3.md"]);
  expect(await keysBelow(newsroom, "ids/")).toEqual(ids);
});

test("a rebuild passes over a damaged ledger record, and publishes everything else", async () => {
  const newsroom = await published();
  await damage(newsroom, "ledger/articles/3.md.json");
  await newsroom.write("publication.yaml", settings.replace("The Test Courier", "Another"));
  await newsroom.remove("articles/7.md");
  const { leftOut } = await reportOf(newsroom.reconcile());
  expect(leftOut.map(({ path }) => path)).toEqual(["articles/3.md", "articles/broken.md"]);
  expect(await newsroom.read("index.html")).toContain("Another");
  expect((await newsroom.history()).map(({ id }) => id)).toHaveLength(6);
});

async function textAt(newsroom: Newsroom, key: string): Promise<string> {
  return Buffer.from((await newsroom.state.get(key))!.bytes).toString();
}

test("a feed whose head was damaged goes when its last article does, even if the run that noticed was killed", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A", "2026-01-01", "section: Harbour\n") }, settings);
  await newsroom.reconcile();
  for (let writes = 0, done = false; !done; writes++) {
    await newsroom.write("articles/a.md", markdown("A", "2026-01-01", "section: Harbour\n"));
    await newsroom.changed("articles/a.md");
    await damage(newsroom, "feeds/sections/harbour/head.json");
    await newsroom.write("articles/a.md", markdown("A", "2026-01-01"));
    done = await survives(() => publishChanged(mortal(newsroom.ports, writes), program, ["articles/a.md"]));
    newsroom.pass(60);
    await newsroom.reconcile();
    expect(await newsroom.documents(), `killed at write ${writes}`).toEqual(await newsroom.cleanBuild());
  }
});

test("what one run makes again and another throws away at that moment is made once more", async () => {
  const newsroom = await published();
  await damage(newsroom, "feeds/list.json");
  const { state } = newsroom;
  const late = async (key: string) => {
    if (key === "feeds/list.json") await newsroom.reconcile();
    await state.delete(key);
  };
  const slow = { get: state.get.bind(state), put: state.put.bind(state), delete: late, list: state.list.bind(state) };
  await newsroom.write("articles/8.md", markdown("A8", "2026-01-08", "section: Harbour\ntags: [ships]\n"));
  await publishChanged({ ...newsroom.ports, state: slow }, program, ["articles/8.md"]);
  await newsroom.write("articles/9.md", markdown("A9", "2026-01-09", "tags: [quay]\n"));
  await newsroom.changed("articles/9.md");
  expect(await newsroom.documents()).toEqual(await newsroom.cleanBuild());
});
