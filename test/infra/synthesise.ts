import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import cdkJson from "../../cdk.json" with { type: "json" };
import { DatelineStack } from "../../infra/dateline-stack.ts";
import { readSettings } from "../../infra/settings.ts";

/** The app as `npm run synth` makes it, with these settings; the functions' code need not be bundled. */
export function newApp(settings: Record<string, unknown> = {}, code: "bundled" | "not bundled" = "not bundled"): App {
  const context = { ...cdkJson.context, ...settings };
  const app = new App({
    context: { ...context, "aws:cdk:bundling-stacks": code === "bundled" ? ["**"] : [] },
    outdir: mkdtempSync(join(tmpdir(), "dateline-synth-")),
  });
  new DatelineStack(app, "Dateline", readSettings(context));
  return app;
}

export function synthesise(settings: Record<string, unknown> = {}): Template {
  return Template.fromStack(newApp(settings).node.findChild("Dateline") as DatelineStack);
}

interface Resource {
  id: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
}

/** All resources of one type, each with its logical id. */
export function resourcesOf(template: Template, type: string): Resource[] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({ ...(resource as Resource), id }));
}
