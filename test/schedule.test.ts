import { listenToLog } from "./lambda-environment.ts";
import { beforeEach, expect, test, vi } from "vitest";
import { scheduleHandler } from "../lambdas/schedule.ts";
import { markdown, Newsroom, program } from "./core/newsroom.ts";

let newsroom: Newsroom;
let logged: unknown[];
beforeEach(async () => ([newsroom, logged] = [await Newsroom.open(), listenToLog()]));

const run = (name: string) => scheduleHandler(newsroom.ports, program)({ run: name as "tick" });

test("both runs publish, and say in the log which they were", async () => {
  for (const name of ["tick", "reconcile"]) {
    await newsroom.write(`articles/${name}.md`, markdown(name));
    await run(name);
    expect(await newsroom.titles()).toContain(name);
  }
  expect(logged).toMatchObject([{ run: "tick" }, { run: "reconcile" }]);
});

test("a failure is logged with its causes, and is a failure of the function", async () => {
  const outage = new Error("out of reach", { cause: new Error("ECONNRESET") });
  vi.spyOn(newsroom.content, "get").mockRejectedValue(outage);
  await expect(run("tick")).rejects.toThrow("out of reach");
  expect(logged).toEqual([{ run: "tick", failed: ["Error: out of reach", "Error: ECONNRESET"] }]);
});

test("a run of another name is refused", async () => {
  await expect(run("constructor")).rejects.toThrow("there are tick, reconcile");
});
