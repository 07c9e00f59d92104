import { portsOnS3, programInLambda } from "./adapters/s3-ports.ts";
import type { Program } from "./core/edition.ts";
import type { Ports } from "./core/ports.ts";
import { reconcile, tick } from "./core/schedule.ts";
import { logFailure, logRun } from "./run-log.ts";

const runs = { tick, reconcile };

/** What the schedule, or an operator, asks for. */
export interface ScheduledEvent {
  run: keyof typeof runs;
}

export function scheduleHandler(ports: Ports, program: Program) {
  return async ({ run }: ScheduledEvent): Promise<void> => {
    if (!Object.hasOwn(runs, run))
      throw new Error(`there is no run of this name; there are ${Object.keys(runs).join(", ")}`);
    const started = performance.now();
    try {
      logRun(run, await runs[run](ports, program), started);
    } catch (error) {
      logFailure(run, error);
      throw error;
    }
  };
}

export const handler = scheduleHandler(portsOnS3(), programInLambda());
