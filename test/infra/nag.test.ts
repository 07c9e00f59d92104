import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { newApp } from "./synthesise.ts";

test.each([
  {},
  { ephemeral: "true" },
  { uploadContent: "false", reserveConcurrency: "false" },
  { certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1f2e-3d", alarmEmail: "desk@example.org" },
])(
  "the AwsSolutions pack has nothing to say that is not acknowledged with a reason: %o",
  (settings) => {
    const app = newApp(settings);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  },
  30_000,
);
