import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { Content } from "./content.ts";
import { CoreFunction } from "./core-function.ts";
import type { Notification } from "./notification.ts";
import type { Settings } from "./settings.ts";
import type { Site } from "./site.ts";
import type { State } from "./state.ts";
import { WorkQueue } from "./work-queue.ts";

/**
 * Changes that arrive within a second are published together. AWS allows no fewer than two batches at once; the function's
 * reserved concurrency lets one of them wait for the other.
 */
const BATCHES = { messages: 100, seconds: 1, atOnce: 2 };

/** Enough for a full batch of articles; a batch that is cut off comes again, and what it has published by then is published. */
const PUBLISH_TIMEOUT_SECONDS = 120;

/** The longest that Lambda allows: the first reconciliation of a large archive needs it. */
const SCHEDULE_TIMEOUT_SECONDS = 900;

/** One vCPU comes with 1,769 MB; rendering is what takes the time. */
const MEMORY_MEGABYTES = 1769;

interface PublishingProps {
  settings: Settings;
  content: Content;
  state: State;
  site: Site;
  notification: Notification;
}

/** Turns changed content into documents: at once when an event says so, and by the clock whatever events were lost. */
export class Publishing extends Construct {
  readonly changes: WorkQueue;
  /** Publishes the articles that events name. */
  readonly publish: CoreFunction;
  /** Publishes what is due and what was missed. */
  readonly schedule: CoreFunction;

  constructor(scope: Construct, id: string, { settings, content, state, site, notification }: PublishingProps) {
    super(scope, id);
    this.changes = new WorkQueue(this, "Changes", { workSeconds: PUBLISH_TIMEOUT_SECONDS });
    content.announceChanges(this.changes);

    const shared = { settings, memoryMegabytes: MEMORY_MEGABYTES, atOnce: 1 };
    this.publish = new CoreFunction(this, "Publish", {
      ...shared,
      source: "publish.ts",
      description: "Publishes the articles that changed",
      timeoutSeconds: PUBLISH_TIMEOUT_SECONDS,
    });
    this.schedule = new CoreFunction(this, "Schedule", {
      ...shared,
      source: "schedule.ts",
      description: "Publishes what is due, what was missed, and new settings",
      timeoutSeconds: SCHEDULE_TIMEOUT_SECONDS,
    });
    for (const publisher of [this.publish, this.schedule]) {
      content.grantRead(publisher);
      state.grantPublishing(publisher);
      site.grantReadWrite(publisher);
      notification.grantAnnounce(publisher);
    }
    this.changes.grantWork(this.publish, BATCHES);
    this.#runByTheClock(settings);
  }

  #runByTheClock({ tickMinutes }: Settings): void {
    // The next tick makes up for a failed one, and a tick that waited minutes for a reconciliation to end is not missed.
    this.schedule.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(5) });
    const role = new Role(this, "SchedulerRole", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [this.schedule.functionArn] }),
    );
    const runs = {
      Tick: { every: `rate(${tickMinutes} minute${tickMinutes === 1 ? "" : "s"})`, input: { run: "tick" } },
      Reconcile: { every: "rate(1 day)", input: { run: "reconcile" } },
    };
    for (const [name, { every, input }] of Object.entries(runs)) {
      const schedule = new CfnSchedule(this, name, {
        scheduleExpression: every,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: this.schedule.functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify(input),
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 300 },
        },
      });
      schedule.node.addDependency(role);
    }
  }
}
