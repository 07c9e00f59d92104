import { expect, test } from "vitest";
import { expectConverged } from "../converged.ts";
import { markdown, Newsroom } from "../newsroom.ts";

test("a picture that comes late is shown by an article that was withdrawn meanwhile, and came back", async () => {
  const newsroom = await Newsroom.open();
  await newsroom.reconcile();
  for (const words of ["first", "again"]) {
    await newsroom.write("articles/a.md", markdown("A", "", `summary: ${words}\nimage: media/quay.png\n`));
    await newsroom.changed("articles/a.md");
    if (words === "first") await newsroom.remove("articles/a.md");
    await newsroom.changed("articles/a.md");
  }
  await newsroom.write("media/quay.png", "quay");
  await newsroom.changed("media/quay.png");
  expect(await newsroom.read("articles/a/index.html")).toContain("media/quay.png?v=");
  await expectConverged(newsroom);
});
