import { expect } from "vitest";
import { statusOf } from "../../lambdas/core/site/status.ts";
import type { Newsroom } from "./newsroom.ts";

/** The site is what a clean build of the same content and ledger makes, and nothing is missing from its history. */
export async function expectConverged(newsroom: Newsroom, when = "in the end"): Promise<void> {
  const documents = await newsroom.documents();
  expect(await newsroom.cleanBuild(), when).toEqual(documents);
  await expectWholeHistory(newsroom, documents);
}

/** Whoever follows `next_url` from the current document meets every article that has a page, and each once. */
async function expectWholeHistory(newsroom: Newsroom, documents: Record<string, string>): Promise<void> {
  const items = await newsroom.history();
  expect(new Set(items.map(({ id }) => id)).size, "ids are unique").toBe(items.length);
  for (const { url } of items)
    expect(documents).toHaveProperty([`${url.slice("https://courier.example/".length)}index.html`]);
  const pages = Object.keys(documents).filter((key) => key.startsWith("articles/") && isLive(key, documents[key]!));
  expect(pages.length, "no page is left over").toBe(items.length);
}

function isLive(key: string, text: string): boolean {
  return statusOf(key, new TextEncoder().encode(text)).status === 200;
}
