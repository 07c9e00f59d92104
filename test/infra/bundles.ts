import { join } from "node:path";
import { Stack, type App } from "aws-cdk-lib";
import type { CfnFunction } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";

/** What Lambda is given of a function. */
export interface Bundle {
  file: string;
  /** The names of what the stack puts into its environment. */
  variables: string[];
}

/** The bundles of all functions of an app, as `cdk synth` makes them, by the functions' names. */
export function bundlesOf(app: App): Map<string, Bundle> {
  const { directory } = app.synth();
  const functions = app.node.findAll().filter((construct) => construct instanceof NodejsFunction);
  return new Map(
    functions.map((each) => {
      const { code, environment } = each.node.defaultChild as CfnFunction;
      const { s3Key } = Stack.of(each).resolve(code) as { s3Key: string };
      const { variables = {} } = (Stack.of(each).resolve(environment) ?? {}) as { variables?: object };
      const file = join(directory, `asset.${s3Key.replace(/\.zip$/, "")}`, "index.mjs");
      return [each.node.scopes.slice(2).map(({ node }) => node.id).join(""), { file, variables: Object.keys(variables) }]; // prettier-ignore
    }),
  );
}
