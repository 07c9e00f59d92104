import { resolve } from "node:path";
import { describeProblem } from "../core/problem.ts";
import { reconcile } from "../core/schedule.ts";
import type { Command } from "./command-line.ts";
import { defaultDataFolder, openHome, programVersion } from "./home.ts";
import { showProgress } from "./progress.ts";
import { describeReport } from "./summary.ts";

/**
 * `npm run build`: publishes a content folder into a folder of files, once.
 *
 * @returns the exit code: 1 when nothing could be built, or when `--strict` is on and an article was left out
 */
export async function build({
  content,
  out,
  data,
  baseUrl,
  strict,
}: Extract<Command, { name: "build" }>): Promise<number> {
  const begun = performance.now();
  const home = openHome({ content, data: data ?? defaultDataFolder("build", content), site: out });
  if (home.outcome === "unusable") {
    console.error(`dateline: ${home.cause}`);
    return 1;
  }
  const progress = showProgress();
  try {
    // The folder is part of the version: state that describes another folder is no use for this one.
    const program = { version: `${programVersion()} ${resolve(out)}`, ...(baseUrl && { baseUrl }) };
    // Nobody subscribes to a folder.
    const ports = { ...home.ports, announcements: { send: async () => undefined } };
    const ran = await reconcile(ports, program, progress).finally(() => progress.end());
    if (ran.outcome === "unusable-settings") {
      console.error(describeProblem(ran.problem));
      return 1;
    }
    for (const problem of [...ran.report.leftOut, ...ran.report.warnings]) console.error(describeProblem(problem));
    console.error(`${describeReport(ran.report, performance.now() - begun)}; the site is in ${out}`);
    return strict && ran.report.leftOut.length > 0 ? 1 : 0;
  } finally {
    home.close();
  }
}
