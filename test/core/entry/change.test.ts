import { expect, test } from "vitest";
import type { Announcement } from "../../../lambdas/core/notification/announcement.ts";
import { Killed } from "../mortal-store.ts";
import { markdown, Newsroom } from "../newsroom.ts";

/** What the runs have announced since the last call. */
function changesIn(newsroom: Newsroom) {
  const bodies = newsroom.announced.splice(0).map(({ body }) => JSON.parse(body) as Announcement);
  return bodies.filter(({ changes }) => changes.length > 0).flatMap(({ changes }) => changes);
}

test("an article is new, then corrected, then withdrawn, each at its own moment", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A") });
  await newsroom.reconcile();
  expect(changesIn(newsroom)).toEqual([{ path: "articles/a.md", what: "new", when: "2026-11-23T12:00:00.000Z" }]);

  newsroom.pass(0.25);
  await newsroom.write("articles/a.md", markdown("A, corrected"));
  await newsroom.changed("articles/a.md");
  expect(changesIn(newsroom)).toEqual([{ path: "articles/a.md", what: "corrected", when: "2026-11-23T12:00:00.250Z" }]);

  newsroom.pass(1);
  await newsroom.remove("articles/a.md");
  await newsroom.changed("articles/a.md");
  expect(changesIn(newsroom)).toEqual([{ path: "articles/a.md", what: "withdrawn", when: "2026-11-23T12:00:01.250Z" }]);
});

test("an article that comes back under another path after its withdrawal has been announced is new", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A") });
  await newsroom.reconcile();
  const [{ id } = { id: "" }] = await newsroom.items();
  await newsroom.remove("articles/a.md");
  await newsroom.changed("articles/a.md");
  changesIn(newsroom);
  await newsroom.write("articles/b.md", markdown("A"));
  await newsroom.changed("articles/b.md");
  expect(changesIn(newsroom)).toMatchObject([{ path: "articles/b.md", what: "new" }]);
  expect(await newsroom.items()).toMatchObject([{ id }]);
});

test("a run that died after a change, and before it was announced, is followed by one that announces the same change", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A") });
  await newsroom.reconcile();
  changesIn(newsroom);
  await newsroom.write("articles/b.md", markdown("B"));
  const began = newsroom.now.toISOString();
  newsroom.announcements.send = () => Promise.reject(new Killed());
  await expect(newsroom.changed("articles/b.md")).rejects.toThrow(Killed);

  newsroom.announcements.send = async (messages) => void newsroom.announced.push(...messages);
  newsroom.pass(60);
  await newsroom.tick();
  expect(changesIn(newsroom)).toEqual([{ path: "articles/b.md", what: "new", when: began }]);
});

test("an article that a run publishes, and then once more with its translation, is new and not corrected", async () => {
  const newsroom = await Newsroom.open({
    "a.md": markdown("A", undefined, "language: de\ntranslationOf: articles/b.md\n"),
    "b.md": markdown("B"),
  });
  await newsroom.changed("articles/a.md", "articles/b.md");
  expect(changesIn(newsroom)).toMatchObject([
    { path: "articles/a.md", what: "new" },
    { path: "articles/b.md", what: "new" },
  ]);
});
