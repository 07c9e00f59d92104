import { readNotes } from "./due.ts";
import { readSettings, type Program, type Settings } from "./edition.ts";
import { isOfLedger } from "./entry/ledger.ts";
import type { Ports } from "./ports.ts";
import type { Problem } from "./problem.ts";
import type { Publication } from "./publication.ts";
import { DamagedRecord } from "./record.ts";
import { emptyReport, type Report } from "./report.ts";
import type { PublishOptions } from "./run.ts";

export type Ran =
  /** With the publication as the documents now have it. */
  { outcome: "ran"; publication: Publication; report: Report } | { outcome: "unusable-settings"; problem: Problem };

/** Everything that reads, renders and writes is loaded when there is something to do: most ticks find nothing. */
const work = () => import("./work.ts");

/** Publishes files that somebody says have changed. */
export async function publishChanged(ports: Ports, program: Program, paths: string[]): Promise<Ran> {
  return withSettings(ports, program, async (settings) => (await work()).publishPaths(ports, settings, paths));
}

/**
 * The scheduled run: releases what is due, finishes what was left undone, notices changed settings.
 * When there is nothing to do it reads twice and writes nothing.
 */
export async function tick(ports: Ports, program: Program): Promise<Ran> {
  return withSettings(ports, program, async (settings) => {
    const notes = await readNotes(ports.state, ports.clock(), "expired");
    const isIdle = notes.builtWith === settings.digest && notes.work.length === 0;
    return isIdle ? emptyReport() : (await work()).catchUp(ports, settings, notes);
  });
}

/** Beyond that, compares every file with what was dealt with: whatever events were lost, afterwards all is published. */
export async function reconcile(
  ports: Ports,
  program: Program,
  options: Pick<PublishOptions, "onProgress"> = {},
): Promise<Ran> {
  return withSettings(ports, program, async (settings) => (await work()).compareAll(ports, settings, options));
}

async function withSettings(
  ports: Ports,
  program: Program,
  run: (settings: Settings) => Promise<Report>,
): Promise<Ran> {
  const read = await readSettings(ports, program);
  if (read.outcome === "problem") return { outcome: "unusable-settings", problem: read.problem };
  const { publication, problem } = read.settings;
  const report = await despiteDamage(ports, read.settings, () => run(read.settings));
  const told = problem ? { ...report, leftOut: [problem, ...report.leftOut] } : report;
  return { outcome: "ran", publication, report: told };
}

/**
 * What is derived from articles and ledger, and was damaged, is thrown away and made again together with everything else,
 * as nobody knows what it said.
 */
async function despiteDamage(ports: Ports, settings: Settings, run: () => Promise<Report>): Promise<Report> {
  const damaged: Problem[] = [];
  for (let attempt = run; ;) {
    try {
      const report = await attempt();
      return { ...report, warnings: [...damaged, ...report.warnings] };
    } catch (error) {
      if (!(error instanceof DamagedRecord) || isOfLedger(error.key)) throw error;
      const { key } = error;
      // A disk that gives back something else than was written cannot be helped.
      if (damaged.some(({ path }) => path === key)) throw error;
      damaged.push({ path: key, cause: "this object of the state was damaged", remedy: "it was made again, with all documents; look after the disk" }); // prettier-ignore
      const { discard, publishEverything } = await work();
      await discard(ports.state, key);
      // Even if somebody else has made everything anew by now: that may have been what was just thrown away.
      attempt = async () =>
        publishEverything(ports, settings, {}, (await readNotes(ports.state, ports.clock(), "all")).work);
    }
  }
}
