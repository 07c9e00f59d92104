import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Match } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { resourcesOf, synthesise } from "./synthesise.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/operating.md"), "utf8");
const template = synthesise();
const alarms = resourcesOf(template, "AWS::CloudWatch::Alarm");
const nameOf = ({ id }: { id: string }) => id.replace(/^Operations|[0-9A-F]{8}$/g, "");

test("each promise has an alarm, and all alarms go to one topic", () => {
  expect(alarms.map(nameOf).sort()).toEqual([
    "AnnouncementsDeadLetters",
    "AnnouncementsWaiting",
    "ArticlesLeftOut",
    "ChangesWaiting",
    "DeadLetters",
    "DeliverErrors",
    "DeliveriesDeadLetters",
    "DistributeErrors",
    "PublishErrors",
    "ScheduleErrors",
    "ScheduleSilent",
    "SubscribeErrors",
    "VerificationsDeadLetters",
    "VerificationsWaiting",
    "VerifyErrors",
  ]);
  for (const { Properties } of alarms) expect(Properties.AlarmActions).toHaveLength(1);
});

test("docs/operating.md says under each alarm's name what to do, and of no other", () => {
  const section = page.slice(page.indexOf("\n## Alarms"), page.indexOf("\n## ", page.indexOf("\n## Alarms") + 1));
  const explained = [...section.matchAll(/^### (.+)$/gm)].flatMap(([, names]) => names!.split(", "));
  expect(explained.sort()).toEqual(alarms.map(nameOf).sort());
});

test("CloudWatch may write to the topic, which takes nothing without TLS", () => {
  template.hasResourceProperties("AWS::SNS::TopicPolicy", {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" } }),
      ]),
    },
  });
});

test("whoever wants to be told by e-mail is, and nobody else", () => {
  template.resourceCountIs("AWS::SNS::Subscription", 0);
  synthesise({ alarmEmail: "desk@example.org" }).hasResourceProperties("AWS::SNS::Subscription", {
    Protocol: "email",
    Endpoint: "desk@example.org",
  });
});

test("the outputs name every feed of the site, where the rest are listed, and the hub", () => {
  const values = Object.values(template.findOutputs("*")).map(({ Value }) => Value as unknown);
  for (const path of ["", "feed.xml", "atom.xml", "feed.json", "feeds.opml", "hub"]) {
    expect(values).toContain(`https://dateline.example/${path}`);
  }
});

test("the variables in the commands of docs/operating.md are outputs of the stack", () => {
  const outputs = Object.keys(template.findOutputs("*"));
  const used = Array.from(page.matchAll(/\$([A-Z]\w+)/g), ([, name]) => name!);
  expect(used.length).toBeGreaterThan(20);
  expect(used.filter((name) => !outputs.includes(name))).toEqual([]);
});
