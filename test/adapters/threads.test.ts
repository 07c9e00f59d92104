import { afterEach, beforeEach, expect, test } from "vitest";
import { Threads } from "../../lambdas/adapters/threads.ts";
import type { Document } from "../../lambdas/core/feed/feed.ts";
import { workHere } from "../../lambdas/core/pure-work.ts";
import { entry, publication } from "../core/feed/sample.ts";

const edition = { publication, tagAuthority: "gazette.example,2026" };
const shown = { label: undefined, entries: [entry], withdrawn: [], history: {}, folder: "", pages: 0 };
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const files = Array.from({ length: 150 }, (_, index) => ({
  path: `articles/${index}.md`,
  bytes: bytesOf(index % 10 === 0 ? "---\ndraft: perhaps\n---\n" : `# Ship ${index}\n\nIt *came* in.\n`),
}));

let threads: Threads;
beforeEach(() => void (threads = new Threads()));
afterEach(() => threads.close());

test("what threads read is what is read here, in the order of the files, refusals too", async () => {
  expect(await threads.readArticles(files, publication)).toEqual(await workHere.readArticles(files, publication));
  expect(threads.running).toBeGreaterThan(0);
});

test("what threads render is what is rendered here, to the byte", async () => {
  const text = ({ key, bytes }: Document) => [key, new TextDecoder().decode(bytes)];
  await threads.readArticles(files, publication);
  const rendered = await threads.documentsOf("site", shown, edition);
  expect(rendered.map(text)).toEqual((await workHere.documentsOf("site", shown, edition)).map(text));
});

test("no thread is started for one article", async () => {
  expect(await threads.readArticles(files.slice(0, 1), publication)).toEqual(
    await workHere.readArticles(files.slice(0, 1), publication),
  );
  await threads.documentsOf("site", shown, edition);
  expect(threads.running).toBe(0);
});

test("a failure in a thread fails whoever waits for it", async () => {
  await threads.readArticles(files, publication);
  await expect(threads.documentsOf("site", { ...shown, entries: [undefined as never] }, edition)).rejects.toThrow();
});
