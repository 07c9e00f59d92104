import type { Reach } from "../core/hub/callback-address.ts";

/** A variable that the stack sets for a function: that it is missing is a mistake of the stack. */
export function stackVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`the environment variable ${name} is missing: the stack sets it`);
  return value;
}

/** Loopback is within reach only where the environment says so: for tests, and no setting of a deployment does. */
export function reachOfEnvironment(environment: NodeJS.ProcessEnv = process.env): Reach {
  return environment.DATELINE_ALLOW_LOOPBACK_CALLBACKS === "1" ? "public-and-loopback" : "public";
}
