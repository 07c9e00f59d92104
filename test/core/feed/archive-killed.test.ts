import { expect, test } from "vitest";
import { noteBegun } from "../../../lambdas/core/due.ts";
import type { Store } from "../../../lambdas/core/ports.ts";
import { publishChanged, tick } from "../../../lambdas/core/schedule.ts";
import { expectConverged } from "../converged.ts";
import { mortal, survives } from "../mortal-store.ts";
import { markdown, Newsroom, program, SETTINGS } from "../newsroom.ts";

/** So few entries in a document that a few articles make archives. */
const settings = `${SETTINGS}entriesPerFeed: 2\narchives: [tags, languages]\n`;
const dated = (title: string, day: number, more = "") => markdown(title, `2026-01-0${day}`, more);

test("an archive page forgets an entry whose mark others took away before the killed run had written the page", async () => {
  const newsroom = await Newsroom.open(
    { "a.md": dated("A", 1), "b.md": dated("B", 2), "c.md": dated("C", 3) },
    settings,
  );
  await newsroom.reconcile();
  for await (const { key } of newsroom.state.list("ledger/archived/site/"))
    if (key.endsWith("@1") && !key.endsWith("/@1")) await newsroom.state.delete(key);
  await noteBegun(newsroom.state, newsroom.now, { paths: ["articles/a.md"], feeds: ["site@1"] });
  newsroom.pass(60);
  await newsroom.tick();
  await expectConverged(newsroom);
});

test("a publisher that is so slow that others have archived its new article by then leaves it there", async () => {
  const newsroom = await Newsroom.open({ "a.md": dated("A", 1) }, settings);
  await newsroom.reconcile();
  const { state } = newsroom;
  let isOvertaken = false;
  const slow: Store = {
    get: async (key) => {
      if (key === "feeds/site/head.json" && !isOvertaken) {
        isOvertaken = true;
        newsroom.pass(31);
        await newsroom.tick();
        for (const day of [3, 4, 5]) {
          await newsroom.write(`articles/${day}.md`, dated(`T${day}`, day));
          await newsroom.changed(`articles/${day}.md`);
        }
      }
      return state.get(key);
    },
    put: state.put.bind(state),
    delete: state.delete.bind(state),
    list: state.list.bind(state),
  };
  await newsroom.write("articles/b.md", dated("B", 2));
  await publishChanged({ ...newsroom.ports, state: slow }, program, ["articles/b.md"]);
  await expectConverged(newsroom);
});

test("an article that left a feed in a killed run, and was moved since, leaves the archive of that feed", async () => {
  const tagged = "tags: [ships]\n";
  const before = { "a.md": dated("A", 3, tagged), "c.md": dated("C", 1, tagged), "e.md": dated("E", 4, tagged) };
  const newsroom = await Newsroom.open(before, settings);
  await newsroom.changed("articles/a.md", "articles/c.md", "articles/e.md");
  await newsroom.write("articles/c.md", dated("C", 1));
  expect(await survives(() => publishChanged(mortal(newsroom.ports, 3), program, ["articles/c.md"]))).toBe(false);
  await newsroom.remove("articles/c.md");
  await newsroom.write("articles/d.md", dated("C", 1));
  await newsroom.changed("articles/c.md", "articles/d.md");
  await newsroom.tick();
  await newsroom.reconcile();
  await expectConverged(newsroom);
});

test("an article that left a feed in a killed run, and was moved since, leaves the archive of that feed when the note of the run is due", async () => {
  const tagged = "tags: [ships]\n";
  const before = { "a.md": dated("A", 3, tagged), "c.md": dated("C", 1, tagged), "e.md": dated("E", 4, tagged) };
  for (let writes = 0; writes < 12; writes++) {
    const newsroom = await Newsroom.open(before, settings);
    await newsroom.reconcile();
    await newsroom.write("articles/c.md", dated("C", 1));
    expect(await survives(() => publishChanged(mortal(newsroom.ports, writes), program, ["articles/c.md"]))).toBe(
      false,
    );
    await newsroom.remove("articles/c.md");
    await newsroom.write("articles/d.md", dated("C", 1));
    await newsroom.changed("articles/c.md", "articles/d.md");
    newsroom.pass(31);
    await newsroom.tick();
    await expectConverged(newsroom, `killed at write ${writes}`);
  }
});

test("an archive page forgets an article whose id another one has, even if the run that erased it was killed", async () => {
  for (let writes = 0; writes < 12; writes++) {
    const newsroom = await Newsroom.open({ "a.md": dated("A", 3), "c.md": dated("C", 1) }, settings);
    await newsroom.reconcile();
    // Moved, with the slug and the id; and then another article, before the move was recorded.
    await newsroom.remove("articles/c.md");
    await newsroom.write("articles/e.md", dated("C", 1));
    await survives(() => publishChanged(mortal(newsroom.ports, 6), program, ["articles/e.md"]));
    await newsroom.write("articles/e.md", dated("E", 4));
    await newsroom.changed("articles/e.md");
    newsroom.pass(31);
    await survives(() => tick(mortal(newsroom.ports, writes), program));
    await newsroom.reconcile();
    await expectConverged(newsroom, `killed at write ${writes}`);
  }
});

test("an article that inherits an archived one's id while a note of that is done stays in the archive", async () => {
  const slug = "slug: one\n";
  const newsroom = await Newsroom.open(
    { "f.md": dated("F", 1, slug), "a.md": dated("A", 2), "c.md": dated("C", 3) },
    settings,
  );
  await newsroom.reconcile();
  await newsroom.write("articles/b.md", dated("B", 1, slug));
  await newsroom.changed("articles/b.md");
  await newsroom.remove("articles/f.md");
  const ids = ["tag:courier.example,2026:one"];
  await noteBegun(newsroom.state, newsroom.now, { paths: ["articles/f.md"], ids, feeds: ["site"] });
  newsroom.pass(31);
  await newsroom.tick();
  await expectConverged(newsroom);
});

test("a page that others have emptied while a publisher was killed at it has no documents, once the note is due", async () => {
  const newsroom = await Newsroom.open(
    { "a.md": dated("A", 1), "b.md": dated("B", 2), "c.md": dated("C", 3) },
    settings,
  );
  await newsroom.reconcile();
  const { site } = newsroom;
  let hasBegun = false;
  const slow: Store = {
    get: site.get.bind(site),
    put: async (key, bytes) => {
      if (key.startsWith("archive/1/") && !hasBegun) {
        hasBegun = true;
        for (const path of ["articles/b.md", "articles/c.md"]) {
          await newsroom.remove(path);
          await newsroom.changed(path);
        }
      }
      return site.put(key, bytes);
    },
    delete: site.delete.bind(site),
    list: site.list.bind(site),
  };
  await newsroom.write("articles/a.md", dated("A, corrected", 1));
  const { state } = newsroom;
  const dying: Store = {
    get: state.get.bind(state),
    put: (key, bytes, condition) => {
      if (key === "feeds/site/archive/1.json") throw new Error("killed");
      return state.put(key, bytes, condition);
    },
    delete: state.delete.bind(state),
    list: state.list.bind(state),
  };
  const ports = { ...newsroom.ports, site: slow, state: dying };
  await expect(publishChanged(ports, program, ["articles/a.md"])).rejects.toThrow("killed");
  newsroom.pass(31);
  await newsroom.tick();
  await expectConverged(newsroom);
});
