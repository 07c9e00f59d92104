import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { expect, test } from "vitest";
import type { Translation } from "../../../lambdas/core/entry/entry.ts";
import { rendered } from "./rendered.ts";
import { entry, feedOf } from "./sample.ts";

const german = { language: "de", url: "https://gazette.example/articles/faehre/" };
const arabic = { language: "ar", url: "https://gazette.example/articles/ferry-ar/" };

function alternates(translations: Translation[]): { atom: string[]; rss: string[] } {
  const { rss, atom } = rendered(feedOf({ translations }));
  const spell = (links: { rel?: string; hreflang?: string; href?: string }[] = []) =>
    links.filter(({ rel }) => rel === "alternate").map(({ hreflang, href }) => `${hreflang ?? "-"} ${href}`);
  return {
    atom: spell(parseAtomFeed(atom).entries?.[0]?.links),
    rss: spell(parseRssFeed(rss).items?.[0]?.atom?.links),
  };
}

test("an entry leads to its translations, each with its language", () => {
  const { atom, rss } = alternates([arabic, german]);
  expect(atom).toEqual([`- ${entry.url}`, `ar ${arabic.url}`, `de ${german.url}`, `en ${entry.url}`]);
  expect(rss).toEqual(atom);
});

test("its own page is the first and the last alternate, because readers take the one or the other", () => {
  const { atom, rss } = alternates([german]);
  for (const links of [atom, rss]) {
    expect([links.at(0), links.at(-1)]).toEqual([`- ${entry.url}`, `en ${entry.url}`]);
  }
});

test("an entry without translations has one link in Atom and none but <link> in RSS", () => {
  expect(alternates([])).toEqual({ atom: [`- ${entry.url}`], rss: [] });
});

test("a second page in one language, its own included, is not offered", () => {
  const { atom } = alternates([
    german,
    { ...german, language: "DE" },
    { ...german, language: "EN" },
    { ...arabic, url: "x" },
  ]);
  expect(atom).toEqual([`- ${entry.url}`, `de ${german.url}`, `en ${entry.url}`]);
});
