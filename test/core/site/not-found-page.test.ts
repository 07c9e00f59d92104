import { expect, test } from "vitest";
import { renderNotFoundPage } from "../../../lambdas/core/site/not-found-page.ts";
import { renderStyleSheet } from "../../../lambdas/core/site/style-sheet.ts";
import { elementsOf, textOf } from "./markup.ts";
import { publication } from "./sample.ts";

test("the page for addresses at which there is nothing is not to be indexed and claims no address", () => {
  const document = renderNotFoundPage(publication);
  expect(document.key).toBe("404.html");
  expect(textOf(document)).toContain('<meta name="robots" content="noindex" />');
  expect(textOf(document)).not.toContain("canonical");
});

test("it works at any depth: each of its links is absolute or points into it", () => {
  const links = elementsOf(textOf(renderNotFoundPage(publication))).flatMap(
    ({ attributes }) => attributes.get("href") ?? [],
  );
  expect(links.filter((link) => !/^(https:\/\/tide\.example\/|#)/.test(link))).toEqual([]);
});

test("the style sheet is the document that pages ask for, and loads nothing itself", () => {
  const { key, bytes } = renderStyleSheet();
  expect(textOf(renderNotFoundPage(publication))).toContain(
    `<link rel="stylesheet" href="https://tide.example/${key}" />`,
  );
  expect(new TextDecoder().decode(bytes)).not.toMatch(/url\(|@import/);
});
