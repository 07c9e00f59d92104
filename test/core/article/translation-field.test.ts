import { expect, test } from "vitest";
import { describeProblem } from "../../../lambdas/core/problem.ts";
import { articleIn, markdownWith, problemIn } from "./reading.ts";

test.each([
  ["articles/harbour/night-ferry.md", "articles/harbour/night-ferry.md"],
  ["./night-ferry.md", "articles/de/night-ferry.md"],
  ["night ferry.HTML", "articles/de/night ferry.HTML"],
  ["../harbour//2026/x.txt", "articles/harbour/2026/x.txt"],
  ["../../articles/a.md", "articles/a.md"],
])("translationOf names the original's file, from its own folder or from articles/ on: %s", (path, original) => {
  const source = markdownWith(`language: de\ntranslationOf: ${path}`);
  expect(articleIn(source, "articles/de/a.md").translationOf).toBe(original);
});

test.each([
  ["articles/de/a.md", "the article is said to be a translation of itself"],
  ["a.md", "the article is said to be a translation of itself"],
  ["../../media/a.md", 'translationOf: "../../media/a.md" lies outside articles/'],
  ["../../../articles/b.md", "lies outside articles/"],
  ["articles/../../content/articles/b.md", "lies outside articles/"],
  ["/articles/b.md", 'translationOf: "/articles/b.md" is an address, and not the path of a file'],
  ["https://x.example/articles/b.md", "is an address, and not the path of a file"],
  ["b", 'translationOf: "b" is no article'],
  ["../harbour/b.pdf", "is no article"],
  [".md", "is no article"],
])("what cannot be an original is refused: %s", (path, cause) => {
  const problem = problemIn(markdownWith(`language: de\ntranslationOf: ${path}`), "articles/de/a.md");
  expect(problem).toMatchObject({ line: 3, remedy: expect.stringMatching(/^write the path of the original's file/) });
  expect(problem.cause).toContain(cause);
});

test("a translation says its language, in front matter or in its page's head", () => {
  const translated = "translationOf: articles/en/a.md";
  expect(describeProblem(problemIn(markdownWith(`title: T\n${translated}`)))).toBe(
    "articles/a.md:3: a translation has to say its language; add a line such as language: de",
  );
  const page = `---\n${translated}\n---\n<html lang="fr"><p>Un texte.</p></html>`;
  expect(articleIn(page, "articles/a.html")).toMatchObject({ language: "fr", translationOf: "articles/en/a.md" });
});
