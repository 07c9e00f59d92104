import { execFileSync } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { Stack } from "aws-cdk-lib";
import { Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { bundled } from "../infra/bundle/bundled.ts";
import { bundlesOf, loadedToStart, type Bundle } from "../test/infra/bundles.ts";
import { newApp } from "../test/infra/synthesise.ts";
import { median, table, whole } from "./table.ts";

const ROUNDS = 15;
const PEER = "ClientS3";
/** Functions that stand beside ours, by what the table calls them. */
const BESIDE = {
  FirstArticle: { entry: "bench/first-article.ts", called: "PublishingPublish, and its first article" },
  [PEER]: { entry: "bench/peers/client-s3.ts", called: "`@aws-sdk/client-s3` alone" },
};
/** Time of the processor, not of the clock: a function has one core at the most, and other work on this machine falsifies it less. */
const TIMED =
  "const begun = process.cpuUsage(); const { firstRun } = await import(process.argv[1]); await firstRun?.();" +
  "const { user, system } = process.cpuUsage(begun); console.log((user + system) / 1000);";

/** What Lambda has to read before a function's first run, beside a function that has the SDK alone. As Markdown. */
export async function measureBundles(say: (line: string) => void): Promise<string> {
  say("bundling");
  const app = newApp({}, "bundled");
  try {
    const beside = new Stack(app, "Beside");
    for (const [name, { entry }] of Object.entries(BESIDE))
      new LambdaFunction(beside, name, {
        code: bundled(entry),
        handler: "index.handler",
        runtime: Runtime.NODEJS_24_X,
      });
    const bundles = bundlesOf(app);
    // The names of what the function that publishes is told.
    bundles.get("FirstArticle")!.variables = bundles.get("PublishingPublish")!.variables;
    const millis = new Map([...bundles.keys()].map((name) => [name, [] as number[]]));
    for (let round = 1; round <= ROUNDS; round++) {
      say(`imports, round ${round} of ${ROUNDS}`);
      for (const [name, bundle] of bundles) millis.get(name)!.push(importMillis(bundle));
    }
    const ofPeer = median(millis.get(PEER)!);
    const rows = [...bundles].map(([name, { file }]) => {
      const took = median(millis.get(name)!);
      const called = (BESIDE as Partial<Record<string, { called: string }>>)[name]?.called ?? name;
      const bytes = loadedToStart(file).reduce((sum, each) => sum + statSync(each).size, 0);
      return [called, whole(bytes / 1000), took.toFixed(1), (took / ofPeer).toFixed(2)];
    });
    return table(["function", "KB to start", "import, CPU ms", "ratio"], rows);
  } finally {
    rmSync(app.outdir, { recursive: true });
  }
}

/** In a process of its own, without the time in which Node itself starts. */
function importMillis({ file, variables }: Bundle): number {
  const set = Object.fromEntries(variables.map((name) => [name, "https://bench.example/"]));
  const env = { ...set, AWS_REGION: "us-east-1" };
  const words = ["--input-type=module", "--eval", TIMED, file];
  return Number(execFileSync(process.execPath, words, { encoding: "utf8", env }));
}
