import { expect, test } from "vitest";
import type { Store } from "../../../lambdas/core/ports.ts";
import { publishChanged } from "../../../lambdas/core/schedule.ts";
import { markdown, Newsroom, program } from "../newsroom.ts";

test("the end of an article's news is noted once, however often others are faster with the sitemap", async () => {
  const newsroom = await Newsroom.open({ "a.md": markdown("A", "2026-11-23T11:00:00Z") });
  await newsroom.reconcile();
  const { state } = newsroom;
  const noted: string[] = [];
  let others = 3;
  const contested: Store = {
    get: state.get.bind(state),
    put: async (key, bytes, condition) => {
      if (key.endsWith("/recent.json") && key.startsWith("tick/due/")) noted.push(key);
      if (key === "feeds/recent.json" && others-- > 0) {
        await newsroom.write(`articles/${others}.md`, markdown(`Other ${others}`, `2026-11-23T10:00:0${others}Z`));
        await newsroom.changed(`articles/${others}.md`);
      }
      return state.put(key, bytes, condition);
    },
    delete: state.delete.bind(state),
    list: state.list.bind(state),
  };
  await newsroom.write("articles/b.md", markdown("B", "2026-11-23T11:30:00Z"));
  await publishChanged({ ...newsroom.ports, state: contested }, program, ["articles/b.md"]);
  expect(noted).toEqual(["tick/due/2026-11-25T11:30:00Z/recent.json"]);
  expect(await newsroom.documents()).toEqual(await newsroom.cleanBuild());
});
