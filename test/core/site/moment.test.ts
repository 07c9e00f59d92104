import { expect, test } from "vitest";
import { sayMoment } from "../../../lambdas/core/site/moment.ts";
import { wordsIn } from "../../../lambdas/core/site/words.ts";

test.each([
  ["en", "28 October 2026, 09:30 UTC"],
  ["de-AT", "28. Oktober 2026, 09:30 UTC"],
  ["fr", "28 octobre 2026, 09:30 UTC"],
  ["ar", "28 أكتوبر 2026، 09:30 UTC"],
  ["ja", "28 October 2026, 09:30 UTC"],
])("a moment is said in the words of %s, or in English ones", (language, said) => {
  const { source } = sayMoment("2026-10-28T09:30:00Z", wordsIn(language));
  expect(source).toMatch(/^<time datetime="2026-10-28T09:30:00Z">/);
  expect(source.replace(/<[^>]+>/g, "")).toBe(said);
});

test("a date without a time of day is said without one", () => {
  expect(sayMoment("2026-01-05T00:00:00Z", wordsIn("en")).source).toContain(">5 January 2026<");
});
