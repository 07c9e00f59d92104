import { expect, test } from "vitest";
import { articleIn, markdownWith, problemIn } from "./reading.ts";

test("aliases and nesting that would blow up are refused", () => {
  const bomb = ["a: &a0 [x,x,x,x,x,x,x,x,x,x]"];
  for (let at = 1; at < 9; at++) bomb.push(`b${at}: &a${at} [${`*a${at - 1},`.repeat(10)}]`);
  expect(problemIn(markdownWith(`${bomb.join("\n")}\ntags: *a8`)).cause).toContain("nested too deeply");
  expect(problemIn(markdownWith("tags: &a [*a]")).cause).toContain("nested too deeply");
  expect(problemIn(markdownWith(`title: ${"[".repeat(20_000)}`)).cause).toContain("nested too deeply");
});

test("front matter full of aliases is read as fast as any other", () => {
  const aliases = ["title: &a T", `tags: [${"*a,".repeat(20_000)}]`].join("\n");
  const start = process.cpuUsage();
  expect(articleIn(markdownWith(aliases)).tags).toEqual(["T"]);
  const { user, system } = process.cpuUsage(start);
  // A fifth of a second; half a minute when each alias searches the whole of it.
  expect(user + system).toBeLessThan(3e6);
});

test("an alias stands for the last thing before it that has its name, wherever that is", () => {
  const article = articleIn(markdownWith("other: { deep: [&a One] }\ntitle: *a\nsection: &a Two\ntags: [*a, &b Three, *b]"));
  expect(article).toMatchObject({ title: "One", section: "Two", tags: ["Two", "Three"] });
  expect(problemIn(markdownWith("title: *late\nsection: &late S")).cause).toContain("*late stands for nothing");
}); // prettier-ignore

test.each(["!!binary aGk=", "!!timestamp 2026-11-23", "!!int 007", "!foo 1.10"])(
  "a text stays what the author wrote under any tag: %s",
  (tagged) => {
    expect(articleIn(markdownWith(`title: ${tagged}`)).title).toBe(tagged.split(" ")[1]);
  },
);
