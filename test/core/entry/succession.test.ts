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

const broken = "---\ntitle: [\n---\n";

test.each([
  ["stands no more when it comes back and cannot be read", { a: broken, b: takesOver }, "articles/a.md"],
  [
    "misses its slug although its file is as it was, and the other one is too",
    { a: first, b: second },
    "articles/b.md",
  ],
])("an article whose slug a killed run took over %s", async (_, { a, b }, told) => {
  for (let writes = 0; writes < 12; writes++) {
    const newsroom = await Newsroom.open({ "a.md": first, "b.md": second });
    await newsroom.reconcile();
    await newsroom.remove("articles/a.md");
    await newsroom.write("articles/b.md", takesOver);
    await survives(() => publishChanged(mortal(newsroom.ports, writes), program, ["articles/b.md"]));
    await newsroom.write("articles/a.md", a);
    await newsroom.write("articles/b.md", b);
    await newsroom.changed(told);
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
