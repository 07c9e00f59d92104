import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Stack, type App } from "aws-cdk-lib";
import { Function as LambdaFunction, type CfnFunction } from "aws-cdk-lib/aws-lambda";

/** What Lambda is given of a function. */
export interface Bundle {
  /** `index.mjs`, with the rest beside it. */
  file: string;
  /** The names of what the stack puts into its environment. */
  variables: string[];
}

/** The bundles of all functions of an app, as `cdk synth` makes them, by the functions' names. */
export function bundlesOf(app: App): Map<string, Bundle> {
  const { directory } = app.synth();
  const functions = app.node.findAll().filter((construct) => construct instanceof LambdaFunction);
  const all = functions.map((each): [string, Bundle] => {
    const { code, environment } = each.node.defaultChild as CfnFunction;
    const { s3Key } = Stack.of(each).resolve(code) as { s3Key: string };
    const { variables = {} } = (Stack.of(each).resolve(environment) ?? {}) as { variables?: object };
    const file = join(directory, `asset.${s3Key.replace(/\.zip$/, "")}`, "index.mjs");
    return [each.node.scopes.slice(2).map(({ node }) => node.id).join(""), { file, variables: Object.keys(variables) }]; // prettier-ignore
  });
  // CDK brings functions of its own.
  return new Map(all.filter(([, { file }]) => existsSync(file)));
}

/** The files that are loaded before a function's first run: the given one, what it imports, and so on. */
export function loadedToStart(file: string): string[] {
  const loaded = new Set([file]);
  for (const each of loaded)
    for (const [, name] of readFileSync(each, "utf8").matchAll(/\b(?:import|from)"\.\/([\w-]+\.mjs)"/g))
      loaded.add(join(dirname(file), name!));
  return [...loaded];
}
