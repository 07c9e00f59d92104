import { expect, test } from "vitest";
import { directionOf } from "../../../lambdas/core/site/language.ts";

test.each([
  ["en", "ltr"],
  ["de-AT", "ltr"],
  ["ar", "rtl"],
  ["he-IL", "rtl"],
  ["FA", "rtl"],
  ["az-Arab", "rtl"],
  ["ar-Latn", "ltr"],
  ["pa-arab-PK", "rtl"],
])("%s is written %s", (language, direction) => {
  expect(directionOf(language)).toBe(direction);
});
