import { execFile, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { pythonWith } from "../python-environment.ts";

export const root = join(import.meta.dirname, "../..");
const requirements = join(import.meta.dirname, "requirements.txt");
const cache = join(root, "node_modules/.cache/dateline-emulator");
const START_MILLIS = 60_000;

/** An AWS on this machine, with nothing in it. */
export interface Emulator {
  endpoint: string;
  /** What the CDK CLI and the AWS SDK need to find it. */
  environment: Record<string, string>;
  /** The file that its output and that of the functions goes to, until the next start. */
  log: string;
  /** The processes of its own that run JavaScript functions, working or waiting. */
  functionProcesses(): Promise<number[]>;
  readonly stop: () => Promise<void>;
}

export async function startEmulator(): Promise<Emulator> {
  const python = await pythonWith(requirements);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), "dateline-emulator-"));
  const port = await freePort();
  const log = join(cache, "emulator.log");
  const output = openSync(log, "w");
  const emulator = spawn(python, [join(import.meta.dirname, "emulator.py"), join(root, "node_modules"), work], {
    // A group of its own, which the functions it starts belong to as well.
    detached: true,
    stdio: ["ignore", output, output],
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      TMPDIR: work,
      S3_DATA_DIR: join(work, "s3"),
      // The functions inherit it: subscribers of a test are on this machine.
      DATELINE_ALLOW_LOOPBACK_CALLBACKS: "1",
    },
  });
  closeSync(output);
  const ended = new Promise<void>((resolve) => emulator.once("close", () => resolve()));
  const kill = () => {
    try {
      process.kill(-emulator.pid!, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };
  // Its group hears of no Ctrl-C.
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await ended;
    await rm(work, { recursive: true, force: true, maxRetries: 5 });
  };

  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_MILLIS;
  while (!(await answers(endpoint))) {
    if (emulator.exitCode !== null || Date.now() > deadline) {
      const said = readFileSync(log, "utf8").slice(-4000);
      await stop();
      throw new Error(`the emulator did not start:\n${said}`);
    }
    await sleep(200);
  }
  const functionProcesses = () => nodeChildrenOf(emulator.pid!);
  return { endpoint, environment: environmentFor(endpoint), log, functionProcesses, stop };
}

function environmentFor(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    NO_PROXY: "127.0.0.1",
    no_proxy: "127.0.0.1",
  };
}

async function nodeChildrenOf(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,args="]);
  const ofNode = stdout.matchAll(/^ *(\d+) +(\d+) +(?:\S*\/)?node /gm);
  return [...ofNode].filter(([, , ppid]) => Number(ppid) === parent).map(([, pid]) => Number(pid));
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/_ministack/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
