import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import { putDocuments } from "../../lambdas/core/feed/put-documents.ts";
import { mapConcurrently } from "../../lambdas/core/record.ts";

/** Refuses one key at once, and is slow with all others. */
class Uneven extends MemoryStore {
  override async put(key: string, bytes: Uint8Array) {
    if (key === "refused") throw new Error("SlowDown");
    await sleep(20);
    return super.put(key, bytes);
  }
}

test("a write that was begun beside one that fails is over before anybody can try again", async () => {
  const site = new Uneven();
  const documents = ["refused", "slow"].map((key) => ({ key, bytes: Buffer.from(key), contentType: "text/plain" }));
  await expect(putDocuments(site, documents, {}, false)).rejects.toThrow("SlowDown");
  expect(await site.get("slow")).toBeDefined();

  const put = (key: string) => site.put(key, Buffer.from(key));
  await expect(mapConcurrently(["refused", "slower", "not begun"], 2, put)).rejects.toThrow("SlowDown");
  expect(await site.get("slower")).toBeDefined();
  expect(await site.get("not begun")).toBeUndefined();
});
