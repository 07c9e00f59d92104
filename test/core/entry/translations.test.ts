import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Store } from "../../../lambdas/core/ports.ts";
import { publishChanged, tick } from "../../../lambdas/core/schedule.ts";
import { expectConverged } from "../converged.ts";
import { mortal, survives } from "../mortal-store.ts";
import { markdown, Newsroom, program } from "../newsroom.ts";

test("an article that cannot be read and a translation that moves do not tell each other for ever", async () => {
  const french = (slug: string) =>
    markdown("Les goélands", "2026-01-01T08:00:00Z", `language: fr\nslug: ${slug}\ntranslationOf: articles/gulls.md\n`);
  const newsroom = await Newsroom.open({ "gulls.md": markdown("Gulls"), "goelands.md": french("goelands") });
  await newsroom.reconcile();

  await newsroom.write("articles/gulls.md", "---\npublished: never\n---\nText.\n");
  await newsroom.write("articles/goelands.md", french("les-goelands"));
  await newsroom.changed("articles/gulls.md", "articles/goelands.md");
  expect(await newsroom.titles()).toEqual(expect.arrayContaining(["Gulls", "Les goélands"]));
  expect((await newsroom.items()).map(({ url }) => url)).toContain("https://courier.example/articles/les-goelands/");
});

test("a translation that is gone leaves its original, even when the file that took over its id cannot be published", async () => {
  const french = markdown("One", "", "language: fr\ntranslationOf: articles/b.md\n");
  for (let writes = 1; writes < 15; writes++) {
    const newsroom = await Newsroom.open({ "b.md": markdown("One", "") });
    await newsroom.changed("articles/b.md");
    await newsroom.write("articles/a.md", french);
    await newsroom.changed("articles/a.md");
    // It moves; whoever publishes that is killed at it, and then its slug is somebody else's.
    await newsroom.remove("articles/a.md");
    await newsroom.write("articles/c.md", french);
    await survives(() => publishChanged(mortal(newsroom.ports, writes), program, ["articles/a.md", "articles/c.md"]));
    await newsroom.write("articles/c.md", markdown("Slug one", "2026-01-03", "slug: one\n"));
    await newsroom.changed("articles/c.md");
    await tick({ ...newsroom.ports, state: slowToDelete(newsroom.state) }, program);
    await newsroom.reconcile();
    await expectConverged(newsroom, `killed at write ${writes}`);
  }
});

/** So that whatever else is done at the same time is done before. */
function slowToDelete(state: Store): Store {
  const slow = async (key: string) => (await setImmediate(), state.delete(key));
  return { get: state.get.bind(state), put: state.put.bind(state), delete: slow, list: state.list.bind(state) };
}
