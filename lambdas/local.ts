import { build } from "./local/build.ts";
import { readCommandLine, USAGE } from "./local/command-line.ts";
import { start } from "./local/start.ts";

const command = readCommandLine(process.argv.slice(2), process.env);
if (command.name === "unusable") {
  console.error(`dateline: ${command.cause}\n${USAGE}`);
  process.exitCode = 2;
} else {
  process.exitCode = command.name === "build" ? await build(command) : await start(command);
}
