import { expect, test } from "vitest";
import { describeProblem } from "../../../lambdas/core/problem.ts";
import { articleIn, markdownWith, problemIn } from "./reading.ts";

test.each([
  ["2026-11-23", "2026-11-23T00:00:00Z"],
  ["2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z"],
  ["2026-11-23t12:00:00z", "2026-11-23T12:00:00Z"],
  ["2026-11-23 12:00:00.75-05:30", "2026-11-23T17:30:00Z"],
  ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"],
  ["0099-03-01", "0099-03-01T00:00:00Z"],
  ["2024-02-29", "2024-02-29T00:00:00Z"],
])("the date %s is the moment %s", (date, moment) => {
  expect(articleIn(markdownWith(`published: ${date}`)).published).toBe(moment);
});

test.each([
  "2026-02-31", "2026-13-01", "2026-00-10", "2025-02-29", "2026-11-23T25:00:00Z", "2026-11-23T12:60:00Z",
  "2026-11-23T12:00:00+25:00", "0000-01-01", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
  "2026-11-23T12:00:00", "2026", "yesterday", "23.11.2026", "[2026-11-23]",
])("the impossible date %s is a problem on its line", (date) => {
  const problem = problemIn(markdownWith(`title: T\npublished: ${date}`));
  expect(problem).toMatchObject({ path: "articles/a.md", line: 3 });
  expect(describeProblem(problem)).toMatch(/published.*; write a date/);
}); // prettier-ignore
