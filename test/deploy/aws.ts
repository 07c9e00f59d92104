import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { root, type Emulator } from "./emulator.ts";

const LAST_LINES = 60;

export type Outputs = Record<string, string>;
export type Aws = ReturnType<typeof awsOn>;

/** What an operator and a test reach an emulator with. */
export function awsOn({ endpoint, environment, log }: Pick<Emulator, "endpoint" | "environment" | "log">) {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = { endpoint, region: "us-east-1", credentials };
  const s3 = new S3Client({ ...client, forcePathStyle: true });

  /** Runs the CDK CLI as an operator does, in the folder of the project or of a copy of it. */
  async function cdk(argumentsOfCdk: string[], project = root): Promise<string> {
    const output = await mkdtemp(join(tmpdir(), "dateline-cdk-"));
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(root, "node_modules/aws-cdk/bin/cdk"), ...argumentsOfCdk, "--no-notices", "--output", output],
        {
          cwd: project,
          env: { ...process.env, ...environment, CDK_DISABLE_CLI_TELEMETRY: "true", CI: "true" },
          maxBuffer: 64 * 1024 * 1024,
        },
      );
      return stdout;
    } finally {
      await rm(output, { recursive: true, force: true });
    }
  }

  async function deploy(settings: string[] = [], project = root): Promise<Outputs> {
    const folder = await mkdtemp(join(tmpdir(), "dateline-outputs-"));
    const file = join(folder, "outputs.json");
    const context = settings.flatMap((setting) => ["-c", setting]);
    await cdk(["deploy", "--require-approval", "never", "--outputs-file", file, ...context], project);
    const { Dateline } = JSON.parse(await readFile(file, "utf8")) as { Dateline: Outputs };
    await rm(folder, { recursive: true });
    return Dateline;
  }

  /** What each bucket is called in the stack. */
  async function bucketsOfStack(): Promise<string[]> {
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    return Buckets!.flatMap(({ Name }) => /^dateline-(\w+)bucket/.exec(Name!)?.[1] ?? []).sort();
  }

  /**
   * Asks again until the answer is yes: nothing that happens between queues has a moment.
   *
   * The limit is for a machine that is busy with other things; what takes that long has come to a stand.
   */
  async function eventually<Answer>(
    what: string,
    ask: () => Promise<Answer | undefined | false>,
    withinSeconds = 120,
  ): Promise<Answer> {
    const deadline = Date.now() + withinSeconds * 1000;
    for (;;) {
      const answer = await ask();
      if (answer) return answer;
      if (Date.now() > deadline) throw new Error(`not within ${withinSeconds} s: ${what}\n${await lastWords()}`);
      await sleep(250);
    }
  }

  /** What the emulator and the functions said last. */
  async function lastWords(): Promise<string> {
    return (await readFile(log, "utf8")).split("\n").slice(-LAST_LINES).join("\n");
  }

  return {
    endpoint,
    s3,
    sqs: new SQSClient(client),
    lambda: new LambdaClient(client),
    cdk,
    bootstrap: () => cdk(["bootstrap", "aws://000000000000/us-east-1"]),
    deploy,
    bucketsOfStack,
    eventually,
  };
}

/** The project in a folder of its own, where its code can be changed. */
export async function copyOfProject(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "dateline-project-"));
  const parts = ["infra", "lambdas", "content", "cdk.json", "package.json", "package-lock.json", "tsconfig.json"];
  for (const part of parts) await cp(join(root, part), join(project, part), { recursive: true });
  await symlink(join(root, "node_modules"), join(project, "node_modules"));
  return project;
}
