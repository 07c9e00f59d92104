import { afterEach, expect, test, vi } from "vitest";
import { describeFailure, failureReporter } from "../../lambdas/local/failure.ts";

afterEach(() => void vi.restoreAllMocks());

const outage = (name: string) =>
  new Error("cannot write site/feed.xml", {
    cause: new Error(`ENOSPC: no space left on device, open 'site/.${name}'`),
  });

test("an outage is one line: what could not be done, and why, without names of chance", () => {
  expect(describeFailure(outage("a1b2"))).toBe("cannot write site/feed.xml: ENOSPC: no space left on device");
});

test("a bug keeps its stack, also as the cause of something else", () => {
  expect(describeFailure(new Error("cannot render", { cause: new TypeError("x is undefined") }))).toMatch(/\n +at /);
});

test("a failure that goes on is said once, and another one at once", () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  const failed = failureReporter();
  for (const error of [outage("a1"), outage("b2"), new Error("database or disk is full")]) failed("publishing", error);
  expect(said.mock.calls.flat()).toEqual([
    "dateline: publishing: cannot write site/feed.xml: ENOSPC: no space left on device",
    "dateline: publishing: database or disk is full",
  ]);
});
