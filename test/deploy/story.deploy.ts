import { describe } from "vitest";
import { deployments } from "./deployments.ts";
import { disturbances } from "./disturbances.ts";
import { edits } from "./edits.ts";
import { isEmulated } from "./emulated.ts";

// Deploying takes a minute, so that all of them share one deployment.
describe.skipIf(!isEmulated)("a publication on AWS", () => {
  edits();
  disturbances();
  deployments();
});
