import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { FolderFiles } from "../../lambdas/adapters/folder-files.ts";
import { encodedAs, HeldDocuments } from "../../lambdas/local/held-documents.ts";
import { observed } from "../../lambdas/local/observed-files.ts";

let root: string;
let documents: HeldDocuments;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dateline-held-"));
  documents = new HeldDocuments(root);
  onTestFinished(() => rmSync(root, { recursive: true }));
});

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = async (key: string) => (await documents.get(key))?.bytes?.toString();

test("a document that the publisher writes or deletes is the new one to whoever asks next", async () => {
  const site = observed(new FolderFiles(root), (key) => documents.changed(key));
  await site.put("feed.xml", bytes("one"));
  expect(await textOf("feed.xml")).toBe("one");
  await site.put("feed.xml", bytes("two"));
  expect(await textOf("feed.xml")).toBe("two");
  await site.delete("feed.xml");
  expect(await textOf("feed.xml")).toBeUndefined();
  await site.put("feed.xml", bytes("three"));
  expect(await textOf("feed.xml")).toBe("three");
});

test("bytes that were being read while the document changed are not kept", async () => {
  const site = observed(new FolderFiles(root), (key) => documents.changed(key));
  for (let round = 0; round < 100; round++) {
    await site.put("feed.xml", bytes(`old ${round}`.repeat(10_000)));
    const early = documents.get("feed.xml");
    // At another moment of the reading in each round.
    for (let turn = 0; turn < round % 10; turn++) await new Promise(setImmediate);
    await Promise.all([site.put("feed.xml", bytes(`new ${round}`)), early]);
    expect(await textOf("feed.xml")).toBe(`new ${round}`);
  }
});

test("all who ask at once for what is not held wait for one reading of it, and for one compression", async () => {
  writeFileSync(join(root, "feed.xml"), "one".repeat(1000));
  const [one, two] = await Promise.all([documents.get("feed.xml"), documents.get("feed.xml")]);
  expect(one).toBe(two);
  const [first, second] = await Promise.all([encodedAs(one!, "gzip"), encodedAs(two!, "gzip")]);
  expect(first).toBe(second);
});

test("a feed that readers ask for compressed is so again before they ask for the new one", async () => {
  writeFileSync(join(root, "feed.xml"), "one".repeat(1000));
  await encodedAs((await documents.get("feed.xml"))!, "gzip");
  writeFileSync(join(root, "feed.xml"), "two".repeat(1000));
  documents.changed("feed.xml");
  await expect.poll(() => documents.get("feed.xml")).toHaveProperty("encoded.gzip");
  expect(gunzipSync((await encodedAs((await documents.get("feed.xml"))!, "gzip"))!).toString()).toContain("two");
});

test("what is held does not grow with the site", async () => {
  const megabyte = "x".repeat(1024 * 1024);
  for (let index = 0; index < 150; index++) {
    writeFileSync(join(root, `${index}.txt`), megabyte);
    await documents.get(`${index}.txt`);
  }
  expect(documents.heldBytes).toBeGreaterThan(64 * 1024 * 1024);
  expect(documents.heldBytes).toBeLessThanOrEqual(128 * 1024 * 1024);
  expect(documents.get("149.txt")).not.toBeInstanceOf(Promise);
  expect(documents.get("0.txt")).toBeInstanceOf(Promise);
});

test("a file that is too large to be held is known by the digest of its bytes", async () => {
  writeFileSync(join(root, "long.mp3"), Buffer.alloc(5 * 1024 * 1024));
  const held = (await documents.get("long.mp3"))!;
  expect(held.bytes).toBeUndefined();
  expect(held.digest).toBe("5f363e0e58a95f06cbe9bbc662c5dfb6");
});
