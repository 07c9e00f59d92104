import { afterEach, expect, test, vi } from "vitest";
import { hubsOf } from "../../lambdas/core/hub/hubs-of.ts";
import { oneAtATime } from "../../lambdas/local/one-at-a-time.ts";
import { Newsroom, SETTINGS } from "../core/newsroom.ts";

afterEach(() => void vi.restoreAllMocks());

test("whoever serves the documents is told their hubs after each run, by the last settings that were right", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const newsroom = await Newsroom.open({ "a.md": "A" });
  const told: string[][] = [];
  const program = { version: "1", baseUrl: "http://127.0.0.1:8080" };
  const run = oneAtATime(newsroom.ports, program, (publication) => told.push(hubsOf(publication)));

  await run.first();
  expect(told.pop()).toEqual(["http://127.0.0.1:8080/hub"]);
  for (const lines of ["hub: false\nhubs: https://push.example/\n", "hubs: nonsense\n"]) {
    await newsroom.write("publication.yaml", SETTINGS + lines);
    await run.soon([]);
    expect(told.pop()).toEqual(["https://push.example/"]);
  }
  expect(await newsroom.read("feed.json")).toContain('"url": "https://push.example/"');
});
