import type { Ran } from "./core/schedule.ts";

/** Enough to know where to look; the rest is in the state, with the reasons. */
const NAMED_PROBLEMS = 20;

/**
 * One line for each run. Metrics are read out of it (infra/run-metrics.ts).
 *
 * Places only: the reason why a file was left out may quote what its author wrote.
 */
export function logRun(run: string, ran: Ran, startedMillis: number): void {
  const millis = Math.round(performance.now() - startedMillis);
  if (ran.outcome === "unusable-settings") {
    const { path, line } = ran.problem;
    console.error({
      run,
      millis,
      published: 0,
      withdrawn: 0,
      unchanged: 0,
      leftOut: 1,
      documents: 0,
      where: [{ path, line }],
    });
    return;
  }
  const { published, withdrawn, unchanged, leftOut, documents } = ran.report;
  console.info({
    run,
    millis,
    published,
    withdrawn,
    unchanged,
    leftOut: leftOut.length,
    documents: documents.length,
    ...(leftOut.length > 0 && { where: leftOut.slice(0, NAMED_PROBLEMS).map(({ path, line }) => ({ path, line })) }),
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
