import { execFileSync } from "node:child_process";
import { rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Stack } from "aws-cdk-lib";
import { Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { bundling } from "../infra/bundle/bundling.ts";
import { bundlesOf, type Bundle } from "../test/infra/bundles.ts";
import { newApp } from "../test/infra/synthesise.ts";
import { median, table, whole } from "./table.ts";

const root = resolve(import.meta.dirname, "..");
const ROUNDS = 15;
const PEER = "ClientS3";
const TIMED = "const begun = performance.now(); await import(process.argv[1]); console.log(performance.now() - begun);";

/** What Lambda has to read before a function's first run, beside a function that has the SDK alone. As Markdown. */
export async function measureBundles(say: (line: string) => void): Promise<string> {
  say("bundling");
  const app = newApp({}, "bundled");
  try {
    new NodejsFunction(new Stack(app, "Peers"), PEER, {
      entry: join(root, "bench/peers/client-s3.ts"),
      projectRoot: root,
      depsLockFilePath: join(root, "package-lock.json"),
      runtime: Runtime.NODEJS_24_X,
      bundling,
    });
    const bundles = bundlesOf(app);
    const millis = new Map([...bundles.keys()].map((name) => [name, [] as number[]]));
    for (let round = 1; round <= ROUNDS; round++) {
      say(`imports, round ${round} of ${ROUNDS}`);
      for (const [name, bundle] of bundles) millis.get(name)!.push(importMillis(bundle));
    }
    const ofPeer = median(millis.get(PEER)!);
    const rows = [...bundles].map(([name, { file }]) => {
      const took = median(millis.get(name)!);
      const called = name === PEER ? "`@aws-sdk/client-s3` alone" : name;
      return [called, whole(statSync(file).size / 1000), took.toFixed(1), (took / ofPeer).toFixed(2)];
    });
    return table(["function", "KB", "import, ms", "ratio"], rows);
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
