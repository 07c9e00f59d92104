import { build } from "./build.ts";
import { describeFailure } from "./failure.ts";
import { readCommandLine, USAGE } from "./command-line.ts";
import { showHub } from "./show-hub.ts";
import { start } from "./start.ts";

const command = readCommandLine(process.argv.slice(2), process.env);
try {
  if (command.name === "unusable") {
    console.error(`dateline: ${command.cause}\n${USAGE}`);
    process.exitCode = 2;
  } else if (command.name === "hub") {
    process.exitCode = await showHub(command);
  } else {
    process.exitCode = command.name === "build" ? await build(command) : await start(command);
  }
} catch (error) {
  console.error(`dateline: ${describeFailure(error)}`);
  // A server and a watcher may still be there.
  process.exit(1);
}
