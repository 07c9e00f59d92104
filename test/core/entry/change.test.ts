import { expect, test } from "vitest";
import type { Announcement } from "../../../lambdas/core/notification/announcement.ts";
import { markdown, Newsroom } from "../newsroom.ts";

/** What the runs have announced since the last call. */
function changesIn(newsroom: Newsroom) {
  const bodies = newsroom.announced.splice(0).map(({ body }) => JSON.parse(body) as Announcement);
  return bodies.filter(({ changes }) => changes.length > 0).flatMap(({ changes }) => changes);
}

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
