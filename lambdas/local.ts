import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Compiling what has not changed would be half the work of a build that has nothing to do.
enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/node"));
await import("./local/run-command.ts");
