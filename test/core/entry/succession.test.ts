import { expect, test } from "vitest";
import { publishChanged } from "../../../lambdas/core/schedule.ts";
import { expectConverged } from "../converged.ts";
import { mortal, survives } from "../mortal-store.ts";
import { markdown, Newsroom, program } from "../newsroom.ts";

const first = markdown("First", "2026-01-03", "slug: one\n");
const second = markdown("Second", "2026-01-04");
const takesOver = markdown("Second", "2026-01-04", "slug: one\n");

test("an article whose slug another has taken while its file was gone stands no more when it comes back, and is left out", async () => {
  const newsroom = await Newsroom.open({ "a.md": first, "b.md": second });
  await newsroom.reconcile();
  await newsroom.remove("articles/a.md");
  await newsroom.write("articles/b.md", takesOver);
  await newsroom.changed("articles/b.md");
  expect(await newsroom.titles()).toEqual(["Second"]);
  await newsroom.write("articles/a.md", first);
  expect(await newsroom.reconcile()).toMatchObject({
    report: { leftOut: [{ path: "articles/a.md", cause: 'the slug "one" belongs to articles/b.md' }] },
  });
  expect(await newsroom.titles()).toEqual(["Second"]);
  await expectConverged(newsroom);
});

test("the same when it cannot be read when it comes back", async () => {
  for (let writes = 0; writes < 12; writes++) {
    const newsroom = await Newsroom.open({ "a.md": first, "b.md": second });
    await newsroom.reconcile();
    await newsroom.remove("articles/a.md");
    await newsroom.write("articles/b.md", takesOver);
    await survives(() => publishChanged(mortal(newsroom.ports, writes), program, ["articles/b.md"]));
    await newsroom.write("articles/a.md", "---\ntitle: [\n---\n");
    await newsroom.changed("articles/a.md");
    await newsroom.reconcile();
    await expectConverged(newsroom, `killed at write ${writes}`);
  }
});

test("a slug that a killed run took over is missed by the article that had it, although its file is as it was", async () => {
  for (let writes = 0; writes < 12; writes++) {
    const newsroom = await Newsroom.open({ "a.md": first, "b.md": second });
    await newsroom.reconcile();
    await newsroom.remove("articles/a.md");
    await newsroom.write("articles/b.md", takesOver);
    await survives(() => publishChanged(mortal(newsroom.ports, writes), program, ["articles/b.md"]));
    await newsroom.write("articles/a.md", first);
    await newsroom.write("articles/b.md", second);
    await newsroom.changed("articles/b.md");
    await newsroom.reconcile();
    await expectConverged(newsroom, `killed at write ${writes}`);
  }
});

test("a file that was moved and comes back as it was is noticed, whatever events were lost", async () => {
  const newsroom = await Newsroom.open({ "a.md": first });
  await newsroom.reconcile();
  await newsroom.remove("articles/a.md");
  await newsroom.write("articles/b.md", first);
  await newsroom.changed("articles/b.md");
  await newsroom.write("articles/a.md", first);
  expect(await newsroom.reconcile()).toMatchObject({
    report: { leftOut: [{ path: "articles/a.md", cause: 'the slug "one" belongs to articles/b.md' }] },
  });
});
