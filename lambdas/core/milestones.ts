import { toldAgain, type Enacted } from "./entry/enact.ts";
import { knownInLedger } from "./entry/ledger.ts";
import type { News } from "./feed/news.ts";
import { MEDIA } from "./media/media-file.ts";
import { articlesUsing } from "./media/media-users.ts";
import type { Store, Version } from "./ports.ts";
import { digestOf, encodeRecord, mapConcurrently, readUnlessDamaged } from "./record.ts";
import type { Run } from "./run.ts";

/**
 * A stretch of a run over everything, which need not be gone again when the run is ended before it is done: a function
 * has fifteen minutes.
 */
interface Milestone {
  passed: Passed[];
  /** Articles that have to be looked at again because of these. */
  disturbed: string[];
}

/** What was done with one article. */
interface Passed extends Pick<Enacted, "path" | "outcome" | "problem" | "warnings" | "version" | "movedFrom"> {
  /** The version of its file; `undefined` when that is gone. */
  seen?: Version;
}

const ROOT = "everything/";
/** Milestones hold for the settings under which they were reached. */
const folder = (settings: string) => `${ROOT}${settings}/`;
const CONCURRENCY = 48;

/** The key says which note of work begun is fulfilled by it, if any was made. */
const milestoneKey = (settings: string, begun: string) => `${folder(settings)}${digestOf(begun)}.json`;

/**
 * Notes that a run over everything has done with these articles.
 *
 * @param begun the note of what was about to be changed in them
 */
export async function noteMilestone(
  run: Run,
  begun: string | undefined,
  paths: string[],
  disturbed: string[] = [],
): Promise<void> {
  if (!run.everything || (begun === undefined && paths.length === 0)) return;
  const passed = paths.map((path) => ({ path, ...run.enacted.get(path)!, seen: run.seen.get(path) }));
  const key = milestoneKey(run.everything.settings, begun ?? paths.join("\n"));
  await run.ports.state.put(key, encodeRecord({ passed, disturbed } satisfies Milestone));
}

/**
 * Takes over what a run before this one, under the same settings, has reached: tells of those articles as the ledger has
 * them now. Not of those that were noted since: they are due, or somebody else was ended at them.
 *
 * @returns their paths
 */
export async function passMilestones(run: Run, news: News): Promise<Set<string>> {
  const { state } = run.ports;
  const paths = new Set<string>();
  if (!run.everything) return paths;
  const { settings, work } = run.everything;
  const keys = await Array.fromAsync(state.list(folder(settings)), ({ key }) => key);
  const fulfilled = new Set(keys);
  const left = work.filter(({ key }) => !fulfilled.has(milestoneKey(settings, key))).flatMap((each) => each.paths);
  const fresh = new Set([...run.fresh, ...left]);
  for (const file of left.filter((path) => path.startsWith(MEDIA)))
    for await (const path of articlesUsing(state, file)) fresh.add(path);
  for (const key of keys) {
    // A stretch whose milestone is damaged is gone again.
    const milestone = (await readUnlessDamaged<Milestone>(state, key))?.value;
    if (!milestone) continue;
    // A run that looked at an article once more has noted it once more.
    const passed = milestone.passed.filter(({ path }) => !fresh.has(path) && !paths.has(path));
    await mapConcurrently(passed, CONCURRENCY, async ({ seen, ...enacted }) => {
      const { path, version, movedFrom } = enacted;
      run.enacted.set(path, enacted);
      run.seen.set(path, seen);
      paths.add(path);
      const record = await knownInLedger(state, path);
      // Of an article whose record is damaged nothing is known, not even that it stands nowhere.
      if (record || enacted.outcome !== "left-out") news.tell({ ...toldAgain(path, record), version, movedFrom });
    });
    for (const path of milestone.disturbed) run.disturbed.add(path);
  }
  return paths;
}

/** @param kept settings whose milestones still hold */
export async function forgetMilestones(state: Store, kept?: string): Promise<void> {
  for await (const { key } of state.list(ROOT))
    if (kept === undefined || !key.startsWith(folder(kept))) await state.delete(key);
}
