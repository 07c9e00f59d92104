import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import type { Condition, Files, Store } from "../../lambdas/core/ports.ts";
import { statusOf } from "../../lambdas/core/site/status.ts";
import { publishChanged, reconcile, tick } from "../../lambdas/core/schedule.ts";
import { Killed, markdown, MortalStore, Newsroom, program } from "./newsroom.ts";

const histories = process.env["DATELINE_HISTORIES"];
const names = ["a.md", "b.md", "c.md", "deep/d.md", "e.md", "f.md", "g.md"];
/** So few entries in a document that every history makes archives, fills them and empties them again. */
const settings = (title: string) =>
  `title: ${title}\ndescription: d\nbaseUrl: https://courier.example\nlanguage: en\nauthors: [{ name: Ada }]\nentriesPerFeed: 2\narchives: [tags, languages]\n`;
const media = ["media/quay.txt", "media/logo.png"];
const name = fc.constantFrom(...names);

/** What an author does to the content. */
const edit = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("write"),
      name,
      title: fc.constantFrom("One", "Two", "Three"),
      published: fc.constantFrom("", "2026-01-01", "2026-02-02"),
      more: fc.constantFrom(
        "",
        "",
        "tags: [ships]\n",
        "tags: [ships, Quay]\nsection: Harbour\n",
        "tags: [SHIPS]\n",
        "language: de\n",
        "language: de\ntags: [ships]\ntranslationOf: articles/a.md\n",
        "language: fr\ntranslationOf: articles/b.md\n",
        "image: media/quay.txt\n",
        "image: media/logo.png\ntags: [ships]\n",
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("file"),
      file: fc.constantFrom(...media),
      bytes: fc.constantFrom("", "one", "other"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("slug"), name, slug: fc.constantFrom("one", "same") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("break"), name }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("draft"), name, uses: fc.constantFrom("", "image: media/quay.txt\n") }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("embargo"), name, seconds: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove"), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("move"), name, to: name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("settings"), title: fc.constantFrom("Morning", "Evening") }) },
);

/** What becomes of the event that tells of it, and of the run that it starts. */
const run = fc.record({
  told: fc.constantFrom("at once", "at once", "twice", "late", "never"),
  /** Writes that the run lives to make. */
  writes: fc.option(fc.nat({ max: 14 }), { nil: 1e9, freq: 3 }),
  companions: fc.nat({ max: 1 }),
  tick: fc.boolean(),
  seconds: fc.nat({ max: 40 }),
  seed: fc.nat(),
});

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

async function perform(newsroom: Newsroom, one: Edit, step: number): Promise<string[]> {
  if (one.kind === "settings" && "title" in one) {
    await newsroom.write("publication.yaml", settings(one.title));
    return [];
  }
  if ("file" in one) {
    if (one.bytes === "") await newsroom.remove(one.file);
    else await newsroom.write(one.file, one.bytes);
    return [one.file];
  }
  if (!("name" in one)) return [];
  const path = `articles/${one.name}`;
  if ("to" in one) {
    const source = await newsroom.content.get(path);
    if (!source || one.to === one.name) return [];
    await newsroom.content.put(`articles/${one.to}`, source.bytes);
    await newsroom.remove(path);
    return [`articles/${one.to}`, path];
  }
  if ("published" in one) await newsroom.write(path, `${markdown(one.title, one.published, one.more)}Step ${step}.\n`);
  else if ("slug" in one) await newsroom.write(path, markdown(`Slug ${one.slug}`, "2026-01-03", `slug: ${one.slug}\n`));
  else if ("seconds" in one)
    await newsroom.write(
      path,
      markdown("Embargoed", new Date(newsroom.now.getTime() + one.seconds * 1000).toISOString()),
    );
  else if (one.kind === "break") await newsroom.write(path, "---\ntitle: [\n---\n");
  else if ("uses" in one) await newsroom.write(path, markdown("Draft", "", `draft: true\n${one.uses}`));
  else await newsroom.remove(path);
  return [path];
}

/** Lets others go first at every request, in an order that the seed decides. */
function unhurried(store: Store, seed: number): Store {
  let state = seed;
  const wait = async () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    for (let turns = state % 4; turns > 0; turns--) await Promise.resolve();
  };
  return {
    get: async (key) => (await wait(), store.get(key)),
    put: async (key: string, value: Uint8Array, condition?: Condition) => (
      await wait(),
      store.put(key, value, condition)
    ),
    delete: async (key) => (await wait(), store.delete(key)),
    list: (prefix) => store.list(prefix),
  };
}

/** Whoever follows `next_url` from the current document meets every article that has a page, and each once. */
async function expectWholeHistory(newsroom: Newsroom, documents: Record<string, string>): Promise<void> {
  const items = await newsroom.history();
  expect(new Set(items.map(({ id }) => id)).size, "ids are unique").toBe(items.length);
  for (const { url } of items)
    expect(documents).toHaveProperty([`${url.slice("https://courier.example/".length)}index.html`]);
  const pages = Object.keys(documents).filter((key) => key.startsWith("articles/") && isLive(key, documents[key]!));
  expect(pages.length, "no page is left over").toBe(items.length);
}

function isLive(key: string, text: string): boolean {
  return statusOf(key, new TextEncoder().encode(text)).status === 200;
}

/** Whether the work was killed. */
async function survive(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return true;
  }
}

test("after any history of edits, lost events and kills, the next run leaves the bytes of a clean build", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(edit, run), { maxLength: 14 }), async (history) => {
      const newsroom = await Newsroom.open({}, settings("Noon"));
      const late: string[] = [];
      for (const [step, [one, how]] of history.entries()) {
        const paths = await perform(newsroom, one, step);
        if (how.told === "late") late.push(...paths);
        const told =
          how.told === "never" || how.told === "late" ? [] : how.told === "twice" ? [...paths, ...paths] : paths;
        const publisher = (writes: number, seed: number) => {
          const life = { writes };
          const mortal = (store: Store) => unhurried(new MortalStore(store, life), seed);
          const ports = {
            ...newsroom.ports,
            state: mortal(newsroom.state),
            site: mortal(newsroom.site as MemoryStore),
          };
          return survive(async () => {
            if (told.length > 0) await publishChanged(ports, program, told);
            if (how.tick) await tick(ports, program);
            if (step % 3 === 2) await publishChanged(ports, program, late.splice(0));
          });
        };
        const companions = Array.from({ length: how.companions }, (_, index) => publisher(1e9, how.seed + index + 1));
        await Promise.all([publisher(how.writes, how.seed), ...companions]);
        newsroom.pass(how.seconds);
      }

      await reconcile(newsroom.ports, program);
      const documents = await newsroom.documents();
      expect(await newsroom.cleanBuild()).toEqual(documents);

      await expectWholeHistory(newsroom, documents);
    }),
    // The same histories every time, unless somebody asks for more: DATELINE_HISTORIES=5000 npx vitest run …
    histories === undefined ? { numRuns: 300, seed: 2026 } : { numRuns: Number(histories) },
  );
}, 600_000);

const dated = (title: string, day: number, more = "") => markdown(title, `2026-01-0${day}`, more);

/** What is published before, and what changes then: `undefined` is a file that goes. */
const changes: { what: string; before: Record<string, string>; after: Record<string, string | undefined> }[] = [
  {
    what: "edits one article, adds one and removes one",
    before: { "articles/a.md": markdown("A", ""), "articles/b.md": markdown("B", "", "slug: b\n") },
    after: {
      "articles/a.md": markdown("A, corrected", ""),
      "articles/b.md": undefined,
      "articles/c.md": markdown("C", ""),
    },
  },
  {
    what: "seals archive pages and edits a sealed article",
    before: { "articles/a.md": dated("A", 1), "articles/b.md": dated("B", 2), "articles/c.md": dated("C", 3) },
    after: {
      "articles/a.md": dated("A, corrected", 1),
      "articles/d.md": dated("D", 4, "tags: [ships]\n"),
      "articles/e.md": dated("E", 5, "tags: [ships]\n"),
    },
  },
  {
    what: "empties the current document, so that an archive page is opened",
    before: { "articles/a.md": dated("A", 1), "articles/b.md": dated("B", 2), "articles/c.md": dated("C", 3) },
    after: { "articles/b.md": undefined, "articles/c.md": undefined },
  },
  {
    what: "moves a sealed article to a new date and another to a new path",
    before: { "articles/a.md": dated("A", 1), "articles/b.md": dated("B", 2), "articles/c.md": dated("C", 3) },
    after: { "articles/a.md": dated("A", 9), "articles/b.md": undefined, "articles/new/b.md": dated("B", 2) },
  },
  {
    what: "takes the last article from a feed with archives",
    before: Object.fromEntries(
      [1, 2, 3, 4].map((day) => [`articles/${day}.md`, dated(`T${day}`, day, "tags: [ships]\n")]),
    ),
    after: Object.fromEntries([1, 2, 3, 4].map((day) => [`articles/${day}.md`, dated(`T${day}`, day)])),
  },
  {
    what: "publishes in a second language",
    before: Object.fromEntries([1, 2, 3, 4].map((day) => [`articles/${day}.md`, dated(`T${day}`, day)])),
    after: { "articles/5.md": dated("T5", 5, "language: de\n"), "articles/1.md": undefined },
  },
  {
    what: "publishes a translation, its picture, and withdraws a draft's",
    before: {
      "articles/a.md": dated("A", 1, "image: media/quay.txt\n"),
      "articles/b.md": dated("B", 2),
      "media/quay.txt": "quay",
    },
    after: {
      "articles/a.md": dated("A", 1, "image: media/quay.txt\ndraft: true\n"),
      "articles/c.md": dated("C", 3, "language: de\ntranslationOf: articles/b.md\nimage: media/logo.png\n"),
      "media/logo.png": "logo",
    },
  },
];

describe.each(changes)("a publisher that $what, killed at each of its writes in turn", ({ before, after }) => {
  const heal = {
    "the next reconciliation": (newsroom: Newsroom) => newsroom.reconcile(),
    "the event that comes again, and a tick": async (newsroom: Newsroom) => {
      await newsroom.changed(...Object.keys(after));
      await newsroom.tick();
    },
  };

  test.each(Object.entries(heal))("leaves what %s makes a clean build of", async (_, healed) => {
    for (let writes = 0, killed = true; killed; writes++) {
      const newsroom = await Newsroom.open({}, settings("Noon"));
      await put(newsroom, before);
      await newsroom.reconcile();
      newsroom.pass(60);
      await put(newsroom, after);
      const life = { writes };
      const [state, site] = [newsroom.state, newsroom.site as MemoryStore].map((store) => new MortalStore(store, life));
      const ports = { ...newsroom.ports, state: state!, site: site! };
      killed = await survive(() => publishChanged(ports, program, Object.keys(after)));
      newsroom.pass(60);
      await healed(newsroom);
      const documents = await newsroom.documents();
      expect(await newsroom.cleanBuild(), `killed at write ${writes}`).toEqual(documents);
      await expectWholeHistory(newsroom, documents);
    }
  });
});

test("a publisher killed at each write of giving up archives leaves what the next run makes a clean build of", async () => {
  const tagged = (number: number) => [`${number}.md`, markdown(`A${number}`, `2026-01-0${number}`, "tags: [ships]\n")];
  for (let writes = 0, killed = true; killed; writes++) {
    const articles = Object.fromEntries([1, 2, 3, 4, 5, 6].map(tagged));
    const newsroom = await Newsroom.open(articles, settings("Noon"));
    await newsroom.reconcile();
    await newsroom.write("publication.yaml", settings("Noon").replace(/archives: .*\n/, ""));
    const life = { writes };
    const state = new MortalStore(newsroom.state, life);
    const site = new MortalStore(newsroom.site as MemoryStore, life);
    killed = await survive(() => reconcile({ ...newsroom.ports, state, site }, program));
    await newsroom.reconcile();
    expect(await newsroom.cleanBuild(), `killed at write ${writes}`).toEqual(await newsroom.documents());
  }
});

test("forty publishers at once, each with an article of its own, leave every entry in one archive page", async () => {
  const newsroom = await Newsroom.open({}, settings("Noon"));
  await newsroom.reconcile();
  const paths = Array.from({ length: 40 }, (_, index) => `articles/${index}.md`);
  for (const [index, path] of paths.entries())
    await newsroom.write(path, markdown(`A${index}`, `2026-01-${10 + ((index * 7) % 20)}`));
  const publishers = paths.map((path, seed) => {
    const [state, site] = [newsroom.state, newsroom.site as MemoryStore].map((store) => unhurried(store, seed));
    return publishChanged({ ...newsroom.ports, state: state!, site: site! }, program, [path]);
  });
  await Promise.all(publishers);
  const documents = await newsroom.documents();
  expect(await newsroom.cleanBuild()).toEqual(documents);
  await expectWholeHistory(newsroom, documents);
});

async function put(newsroom: Newsroom, files: Record<string, string | undefined>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await (text === undefined ? newsroom.remove(path) : newsroom.write(path, text));
  }
}

test("what a killed run left undone is done by a tick, once nobody can be at work on it", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A") });
  await newsroom.reconcile();
  await newsroom.write("articles/a.md", markdown("A, corrected"));
  // The ledger is written; the page and the feeds are not.
  const state: Store = newsroom.state;
  const site: Files = new MortalStore(newsroom.site as MemoryStore, { writes: 0 });
  await expect(publishChanged({ ...newsroom.ports, state, site }, program, ["articles/a.md"])).rejects.toThrow(Killed);
  await newsroom.tick();
  expect(await newsroom.titles()).toEqual(["A"]);
  newsroom.pass(31);
  await newsroom.tick();
  expect(await newsroom.titles()).toEqual(["A, corrected"]);
  expect(await newsroom.cleanBuild()).toEqual(await newsroom.documents());
});
