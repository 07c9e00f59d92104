import { expect } from "vitest";
import { readArticle } from "../../../lambdas/core/article/read-article.ts";
import type { Article } from "../../../lambdas/core/article/article.ts";
import { describeProblem, type Problem } from "../../../lambdas/core/problem.ts";
import { FEED_KINDS } from "../../../lambdas/core/feed/feed-name.ts";
import type { Publication } from "../../../lambdas/core/publication.ts";

export const publication: Publication = {
  title: "The Tide",
  description: "News",
  baseUrl: "https://news.example/tide",
  language: "en",
  authors: [{ name: "The Tide" }],
  feeds: [...FEED_KINDS],
  entriesPerFeed: 50,
  archives: [],
  hub: true,
  hubs: [],
};

/** The article in a file; fails the test when intake refuses it. */
export function articleIn(content: string | Uint8Array, path = "articles/a.md"): Article {
  const read = readArticle({ path, bytes: bytesOf(content) }, publication);
  if (read.outcome === "problem") expect.fail(describeProblem(read.problem));
  return read.article;
}

/** What is wrong with a file; fails the test when intake takes it. */
export function problemIn(content: string | Uint8Array, path = "articles/a.md"): Problem {
  const read = readArticle({ path, bytes: bytesOf(content) }, publication);
  if (read.outcome === "article") expect.fail(`accepted: ${JSON.stringify(read.article)}`);
  return read.problem;
}

export function markdownWith(frontMatter: string, body = "Some text."): string {
  return `---\n${frontMatter}\n---\n${body}`;
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

/** One line about what is wrong with a file, or nothing for one that is taken. */
export function problemOrNone(content: string | Uint8Array, path: string): string | undefined {
  const read = readArticle({ path, bytes: bytesOf(content) }, publication);
  return read.outcome === "problem" ? describeProblem(read.problem) : undefined;
}
