import { expect, test } from "vitest";
import { Counts } from "./counts.ts";
import { storeStory } from "./store-story.ts";

test("the same seed is the same story in memory: edits, faults and final bytes, and nothing is lost", async () => {
  const tell = async () => {
    const counts = new Counts();
    return { ...(await storeStory(10, counts)), counts: counts.table };
  };
  const first = await tell();
  expect(first.lost).toEqual([]);
  expect(first.counts).toContain("faults: answer lost");
  expect(await tell()).toEqual(first);
});
