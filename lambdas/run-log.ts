import { emptyReport } from "./core/report.ts";
import { describeProblem, type Problem } from "./core/problem.ts";
import type { Ran } from "./core/schedule.ts";

/** Enough to know where to look; the rest is in the state, with the reasons. */
const NAMED_PROBLEMS = 20;

/**
 * One line for each run. Metrics are read out of it (infra/run-metrics.ts).
 *
 * Places only: the reason why a file was left out may quote what its author wrote.
 */
export function logRun(run: string, ran: Ran, startedMillis: number): void {
  const isUsable = ran.outcome === "ran";
  const report = isUsable ? ran.report : { ...emptyReport(), leftOut: [ran.problem] };
  const { leftOut, warnings, documents, ...counts } = report;
  const where = [...leftOut, ...warnings].slice(0, NAMED_PROBLEMS).map(({ path, line }) => ({ path, line }));
  console[isUsable ? "info" : "error"]({
    run,
    millis: Math.round(performance.now() - startedMillis),
    ...counts,
    leftOut: leftOut.length,
    warnings: warnings.length,
    documents: documents.length,
    ...(where.length > 0 && { where }),
  });
}

/** An error's own words and those of its causes, without the request and response that an SDK error carries along. */
export function logFailure(run: string, error: unknown): void {
  const failed: string[] = [];
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    // A parser's words quote what it could not read.
    failed.push(each instanceof SyntaxError ? each.name : `${each.name}: ${each.message}`);
  }
  console.error({ run, failed });
}

/** What is wrong with the operator's settings, in words that quote nothing of them. */
export function logProblem(problem: Problem): void {
  console.error({ problem: describeProblem(problem) });
}

/** How many of what: `{ delivered: 98, failed: 2 }`. */
export type Counts = Partial<Record<string, number>>;

/** One line for each run of the notification side: how many fared how, and nothing about who they are. */
export function logWork(run: string, parts: Counts[], startedMillis: number): void {
  const sums: Record<string, number> = {};
  for (const part of parts)
    for (const [name, count = 0] of Object.entries(part)) sums[name] = (sums[name] ?? 0) + count;
  console.info({ run, millis: Math.round(performance.now() - startedMillis), ...sums });
}
