/** The function that publishes, and its first article, with stores in memory in place of S3. */
import { MemoryStore } from "../lambdas/adapters/memory-store.ts";
import { workHere } from "../lambdas/core/pure-work.ts";
import { publishChanged } from "../lambdas/core/schedule.ts";

export { handler } from "../lambdas/publish.ts";

const SETTINGS = `title: The Bench
description: One article
baseUrl: https://bench.example
language: en
authors: [{ name: The Desk }]
tagAuthority: bench.example,2026
`;
const ARTICLE = `---
title: The gulls have learned to queue
published: 2026-11-02T08:00:00Z
authors: [Mara Ilves]
section: Harbour
tags: [gulls, manners]
---
At the fish stall on Pier Square they stand in line.

*Nobody taught them.*
`;

export async function firstRun(): Promise<void> {
  const [content, state, site] = [new MemoryStore(), new MemoryStore(), new MemoryStore()];
  await content.put("publication.yaml", new TextEncoder().encode(SETTINGS));
  await content.put("articles/harbour/gulls.md", new TextEncoder().encode(ARTICLE));
  const clock = () => new Date("2026-11-02T08:00:00Z");
  const ports = { content, state, site, clock, pureWork: workHere, announcements: { send: async () => {} } };
  const ran = await publishChanged(ports, { version: "bench" }, ["articles/harbour/gulls.md"]);
  if (ran.outcome !== "ran" || ran.report.published !== 1) throw new Error("the article was not published");
}
