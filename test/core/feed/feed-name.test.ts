import { expect, test } from "vitest";
import { feedFolder, kindOf, SITE_FEED } from "../../../lambdas/core/feed/feed-name.ts";

test("the site's feed lies at the root", () => {
  expect([feedFolder(SITE_FEED), kindOf(SITE_FEED)]).toEqual(["", undefined]);
});
