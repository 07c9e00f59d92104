import { expect, test } from "vitest";
import { markdown, Newsroom } from "../newsroom.ts";

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
