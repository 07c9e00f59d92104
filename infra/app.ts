import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { DatelineStack } from "./dateline-stack.ts";
import { readSettings, SettingsError } from "./settings.ts";

const app = new App();
try {
  new DatelineStack(app, "Dateline", readSettings(app.node.getAllContext()));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(`dateline: ${error.message}`);
  process.exit(1);
}
