import { describe, expect, test } from "vitest";
import { publishChanged, tick } from "../../lambdas/core/schedule.ts";
import { expectConverged } from "./converged.ts";
import { mortal, survives } from "./mortal-store.ts";
import { markdown, Newsroom, program, SETTINGS } from "./newsroom.ts";

/** So few entries in a document that a few articles make archives. */
const settings = `${SETTINGS}entriesPerFeed: 2\narchives: [tags, languages]\n`;
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
  {
    what: "moves an article that has a translation, to which it then is no original",
    before: {
      "articles/a.md": dated("A", 1),
      "articles/z.md": dated("Z", 2, "language: de\ntranslationOf: articles/a.md\n"),
    },
    after: { "articles/a.md": undefined, "articles/b.md": dated("A", 1) },
  },
  {
    what: "gives up archives",
    before: Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((day) => [`articles/${day}.md`, dated(`T${day}`, day, "tags: [ships]\n")]),
    ),
    after: { "publication.yaml": `${SETTINGS}entriesPerFeed: 2\n` },
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
    let writes = 0;
    for (let done = false; !done; writes++) {
      const newsroom = await Newsroom.open({}, settings);
      await put(newsroom, before);
      await newsroom.reconcile();
      newsroom.pass(60);
      await put(newsroom, after);
      const ports = mortal(newsroom.ports, writes);
      done = await survives(async () => {
        await publishChanged(ports, program, Object.keys(after));
        // Which is what new settings wait for.
        await tick(ports, program);
      });
      newsroom.pass(60);
      await healed(newsroom);
      await expectConverged(newsroom, `killed at write ${writes}`);
    }
    expect(writes).toBeGreaterThan(10);
  });
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
  const { site } = mortal(newsroom.ports, 0);
  expect(await survives(() => publishChanged({ ...newsroom.ports, site }, program, ["articles/a.md"]))).toBe(false);
  await newsroom.tick();
  expect(await newsroom.titles()).toEqual(["A"]);
  newsroom.pass(31);
  await newsroom.tick();
  expect(await newsroom.titles()).toEqual(["A, corrected"]);
  expect(await newsroom.cleanBuild()).toEqual(await newsroom.documents());
});

test("a run that looks at the feeds of all languages has noted them: others may change them before it is killed", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A"), "b.md": markdown("B", "", "language: de\n") });
  await newsroom.reconcile();
  await newsroom.write("articles/a.md", markdown("A, corrected"));
  expect(await survives(() => publishChanged(mortal(newsroom.ports, 1), program, ["articles/a.md"]))).toBe(false);
  newsroom.pass(31);

  const { site, state } = newsroom;
  const noted: string[] = [];
  newsroom.site = {
    get: async (key) => {
      if (key === "languages/de/feed.xml")
        for await (const note of state.list("tick/begun/"))
          noted.push(new TextDecoder().decode((await state.get(note.key))!.bytes));
      return site.get(key);
    },
    put: site.put.bind(site),
    delete: site.delete.bind(site),
    list: site.list.bind(site),
  };
  await newsroom.tick();
  expect(noted.join()).toContain('"languages/de"');
});

test("a file that a killed run was about to hide for a draft is public again when the article uses it no more", async () => {
  for (let writes = 0; writes < 8; writes++) {
    const newsroom = await Newsroom.open();
    await newsroom.write("media/quay.txt", "quay");
    await newsroom.reconcile();
    await newsroom.write("articles/d.md", markdown("Draft", "", "draft: true\nimage: media/quay.txt\n"));
    await survives(() => publishChanged(mortal(newsroom.ports, writes), program, ["articles/d.md"]));
    await newsroom.write("articles/d.md", markdown("D"));
    await newsroom.changed("articles/d.md");
    await newsroom.reconcile();
    await expectConverged(newsroom, `killed at write ${writes}`);
  }
});
