import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import cdkJson from "../../cdk.json" with { type: "json" };
import { DatelineStack } from "../../infra/dateline-stack.ts";
import { readSettings } from "../../infra/settings.ts";

/** The app as `npm run synth` makes it, with these settings; the functions' code is not bundled. */
export function newApp(settings: Record<string, unknown> = {}): App {
  const context = { ...cdkJson.context, ...settings };
  const app = new App({
    context: { ...context, "aws:cdk:bundling-stacks": [] },
    outdir: mkdtempSync(join(tmpdir(), "dateline-synth-")),
  });
  new DatelineStack(app, "Dateline", readSettings(context));
  return app;
}

export function synthesise(settings: Record<string, unknown> = {}): Template {
  return Template.fromStack(newApp(settings).node.findChild("Dateline") as DatelineStack);
}
