import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";
import { CACHED_FOR_EVER } from "../../lambdas/core/site/lifetime.ts";
import type { Settings } from "../settings.ts";

/** Directory addresses, and pages for people who open a feed in a browser. */
export function requestFunction(scope: Construct): EdgeFunction {
  return new EdgeFunction(scope, "OnRequest", {
    code: FunctionCode.fromInline(source("on-request.js")),
    runtime: FunctionRuntime.JS_2_0,
    comment: "Directories have an index; browsers get a feed's page",
  });
}

/** The headers and the status that S3 cannot keep with an object. */
export function responseFunction(scope: Construct, settings: Settings): EdgeFunction {
  return new EdgeFunction(scope, "OnResponse", {
    code: FunctionCode.fromInline(responseSource(settings)),
    runtime: FunctionRuntime.JS_2_0,
    comment: "Feeds link to their hubs and themselves; pages gone or moved say so",
  });
}

export function responseSource({ baseUrl, hubs }: Pick<Settings, "baseUrl" | "hubs">): string {
  return `var settings = ${JSON.stringify({ baseUrl, hubs, cachedForEver: CACHED_FOR_EVER })};\n${source("on-response.js")}`;
}

function source(name: string): string {
  return readFileSync(join(import.meta.dirname, name), "utf8");
}
