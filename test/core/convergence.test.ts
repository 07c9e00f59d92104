import fc from "fast-check";
import { test } from "vitest";
import type { Condition, Store } from "../../lambdas/core/ports.ts";
import { publishChanged, reconcile, tick } from "../../lambdas/core/schedule.ts";
import { anyHistory, perform, settings } from "./any-history.ts";
import { expectConverged } from "./converged.ts";
import { mortal, survives } from "./mortal-store.ts";
import { markdown, Newsroom, program } from "./newsroom.ts";

const histories = process.env["DATELINE_HISTORIES"];
const limitMillis = histories === undefined ? 600_000 : 0;

/** Lets others go first at every request, in an order that the seed decides. */
function unhurried<Of extends { state: Store; site: Store }>(ports: Of, seed: number): Of {
  let turn = seed;
  const wait = async () => {
    turn = (turn * 1_103_515_245 + 12_345) % 2 ** 31;
    for (let turns = turn % 4; turns > 0; turns--) await Promise.resolve();
  };
  const slow = (store: Store): Store => ({
    get: async (key) => (await wait(), store.get(key)),
    put: async (key, value, condition?: Condition) => (await wait(), store.put(key, value, condition)),
    delete: async (key) => (await wait(), store.delete(key)),
    list: (prefix) => store.list(prefix),
  });
  return { ...ports, state: slow(ports.state), site: slow(ports.site) };
}

test(
  "after any history of edits, lost events and kills, the next run leaves the bytes of a clean build",
  async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const newsroom = await Newsroom.open({}, settings("Noon"));
        const late: string[] = [];
        for (const [step, [one, how]] of history.entries()) {
          const paths = await perform(newsroom, one, step);
          if (how.told === "late") late.push(...paths);
          const told =
            how.told === "never" || how.told === "late" ? [] : how.told === "twice" ? [...paths, ...paths] : paths;
          const publisher = (writes: number, seed: number) => {
            const ports = mortal(unhurried(newsroom.ports, seed), writes);
            return survives(async () => {
              if (told.length > 0) await publishChanged(ports, program, told);
              if (how.tick) await tick(ports, program);
              if (step % 3 === 2) await publishChanged(ports, program, late.splice(0));
            });
          };
          const companions = Array.from({ length: how.companions }, (_, index) =>
            publisher(Infinity, how.seed + index + 1),
          );
          await Promise.all([publisher(how.writes, how.seed), ...companions]);
          newsroom.pass(how.seconds);
        }

        await reconcile(newsroom.ports, program);
        await expectConverged(newsroom);
      }),
      // The same histories every time, unless somebody asks for more: DATELINE_HISTORIES=5000 npx vitest run …
      histories === undefined ? { numRuns: 300, seed: 2026 } : { numRuns: Number(histories) },
    );
  },
  limitMillis,
);

test("forty publishers at once, each with an article of its own, leave every entry in one archive page", async () => {
  const newsroom = await Newsroom.open({}, settings("Noon"));
  await newsroom.reconcile();
  const paths = Array.from({ length: 40 }, (_, index) => `articles/${index}.md`);
  for (const [index, path] of paths.entries())
    await newsroom.write(path, markdown(`A${index}`, `2026-01-${10 + ((index * 7) % 20)}`));
  await Promise.all(paths.map((path, seed) => publishChanged(unhurried(newsroom.ports, seed), program, [path])));
  await expectConverged(newsroom);
});
