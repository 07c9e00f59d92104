import { expect, test } from "vitest";
import { reachOfEnvironment } from "../../lambdas/adapters/environment.ts";

test.each([
  [undefined, "public"],
  ["1", "public-and-loopback"],
  ["0", "public"],
  ["true", "public"],
  ["", "public"],
])("only the environment variable lets loopback through, and only when it is 1: %j", (value, reach) => {
  expect(reachOfEnvironment({ DATELINE_ALLOW_LOOPBACK_CALLBACKS: value })).toBe(reach);
});
