import { expect, test } from "vitest";
import { hubsOf } from "../../../lambdas/core/hub/hubs-of.ts";
import { publication } from "../site/sample.ts";

test("the publication's own hub comes first, and may be the only one or none", () => {
  const hubs = ["https://b.example/", "https://a.example/"];
  expect(hubsOf({ ...publication, hubs })).toEqual(["https://tide.example/hub", ...hubs]);
  expect(hubsOf({ ...publication, hubs: [] })).toEqual(["https://tide.example/hub"]);
  expect(hubsOf({ ...publication, hub: false, hubs })).toEqual(hubs);
  expect(hubsOf({ ...publication, hub: false, hubs: [] })).toEqual([]);
});

test("the own hub is named once, even if somebody lists it among the others", () => {
  const hubs = ["https://b.example/", "https://tide.example/hub"];
  expect(hubsOf({ ...publication, hubs })).toEqual(["https://tide.example/hub", "https://b.example/"]);
});
