import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Places } from "../../lambdas/adapters/places.ts";

test("no more than so many work at once under one name, in the order of arrival; other names do not wait for them", async () => {
  const places = new Places(2, 10_000);
  const log: string[] = [];
  let underWay = 0;
  let most = 0;
  const work = (name: string, label: string) =>
    places.within(name, async () => {
      most = Math.max(most, ++underWay);
      log.push(label);
      await sleep(5);
      underWay--;
    });
  await Promise.all(["1", "2", "3", "4", "5"].map((label) => work("a", label)));
  expect([most, log]).toEqual([2, ["1", "2", "3", "4", "5"]]);
  await Promise.all([work("a", "6"), work("a", "7"), work("a", "8"), work("b", "9")]);
  expect(log.slice(5)).toEqual(["6", "7", "9", "8"]);
});

test("whoever finds no place in time is told so, and takes none afterwards", async () => {
  const places = new Places(1, 20);
  let release = () => {};
  const first = places.within("a", () => new Promise<string>((resolve) => (release = () => resolve("done"))));
  expect(await places.within("a", async () => "never")).toEqual({ outcome: "busy" });
  release();
  expect(await first).toBe("done");
  expect(await places.within("a", async () => "next")).toBe("next");
});

test("a place is free again when its work fails", async () => {
  const places = new Places(1, 20);
  await expect(places.within("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await places.within("a", async () => "next")).toBe("next");
});
