import { describeFailure } from "./failure.ts";
import { readCommandLine, USAGE } from "./command-line.ts";

const command = readCommandLine(process.argv.slice(2), process.env);
try {
  process.exitCode = await run();
} catch (error) {
  console.error(`dateline: ${describeFailure(error)}`);
  // A server and a watcher may still be there.
  process.exit(1);
}

/** Each command is loaded when it is asked for: a build needs no server, and no watcher. */
async function run(): Promise<number | undefined> {
  if (command.name === "build") return (await import("./build.ts")).build(command);
  if (command.name === "start") return (await import("./start.ts")).start(command);
  if (command.name === "hub") return (await import("./show-hub.ts")).showHub(command);
  console.error(`dateline: ${command.cause}\n${USAGE}`);
  return 2;
}
