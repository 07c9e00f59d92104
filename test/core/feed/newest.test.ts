import { expect, test } from "vitest";
import { nothing, renew } from "../../../lambdas/core/feed/newest.ts";
import { byNewest, type Placed } from "../../../lambdas/core/feed/order.ts";

const order = { compare: byNewest, need: 2, keep: 4 };
const article = (path: string, id: string, day: number): Placed => ({
  path,
  id,
  published: `2026-01-0${day}T00:00:00Z`,
});
const all = (...items: Placed[]) => ({ items, complete: true });

test("an article that was moved is remembered once, even when nobody told of its former path", () => {
  const before = all(article("a.md", "one", 2), article("b.md", "two", 1));
  const moved = article("new/a.md", "one", 2);
  expect(renew(before, new Set(["new/a.md"]), all(moved), order)).toEqual(all(moved, article("b.md", "two", 1)));
});

test("a list that is too short to know the newest has run dry, unless it holds all that there are", () => {
  const before = { items: [article("a.md", "one", 2), article("b.md", "two", 1)], complete: false };
  expect(renew(before, new Set(["a.md"]), nothing(), order)).toBe("run-dry");
  expect(renew({ ...before, complete: true }, new Set(["a.md"]), nothing(), order)).toEqual(
    all(article("b.md", "two", 1)),
  );
});
