import type { Program } from "../core/edition.ts";
import type { Ports } from "../core/ports.ts";
import { describeProblem } from "../core/problem.ts";
import type { Publication } from "../core/publication.ts";
import { publishChanged, reconcile, tick, type Ran } from "../core/schedule.ts";
import { failureReporter } from "./failure.ts";
import { showProgress } from "./progress.ts";
import { describeReport } from "./summary.ts";

/**
 * Runs of the pipeline, never two at once; what comes in meanwhile is one run afterwards.
 *
 * @param published is told after each run what publication the documents are now of: its settings may have changed
 */
export function oneAtATime(ports: Ports, program: Program, published: (publication: Publication) => void) {
  const waiting = new Set<string>();
  const report = reporter();
  const failed = failureReporter();
  let running: Promise<void> | undefined;

  const timed = async (work: () => Promise<Ran>) => {
    const begun = performance.now();
    const ran = await work();
    if (ran.outcome === "ran") published(ran.publication);
    report(ran, performance.now() - begun);
    return ran;
  };
  const drain = async () => {
    do {
      const paths = [...waiting];
      waiting.clear();
      try {
        await timed(() => tick(ports, program));
        if (paths.length > 0) await timed(() => publishChanged(ports, program, paths));
      } catch (error) {
        for (const path of paths) waiting.add(path);
        failed("publishing failed and is tried again", error);
        return;
      }
    } while (waiting.size > 0);
  };
  const soon = (paths: Iterable<string>) => {
    for (const path of paths) waiting.add(path);
    running ??= drain().finally(() => (running = undefined));
    return running;
  };
  const first = async () => {
    const progress = showProgress();
    const building = timed(() => reconcile(ports, program, progress).finally(() => progress.end()));
    running = building.then(() => undefined).finally(() => (running = undefined));
    return building;
  };
  return { soon, first };
}

/** Says on the terminal what a run did, and what is wrong with the content. */
function reporter(): (ran: Ran, millis: number) => void {
  let lastSaid = "";
  return (ran, millis) => {
    const problems = ran.outcome === "ran" ? [...ran.report.leftOut, ...ran.report.warnings] : [ran.problem];
    const lines = problems.map(describeProblem);
    if (ran.outcome === "ran" && ran.report.published + ran.report.withdrawn + ran.report.documents.length > 0) {
      lines.push(describeReport(ran.report, millis));
    }
    const said = lines.join("\n");
    // The same complaint every second helps nobody.
    if (said === "" || said === lastSaid) return;
    lastSaid = said;
    console.error(said);
  };
}
