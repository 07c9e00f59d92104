import { Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData, type AlarmProps, type IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { drawDashboard } from "./dashboard.ts";
import type { Delivery } from "./delivery.ts";
import type { Publishing } from "./publishing.ts";
import { runMetrics } from "./run-metrics.ts";
import type { Settings } from "./settings.ts";

/** A tick may be late, or wait for a reconciliation; this many in a row may not be missing. */
const MISSED_TICKS = 20;
/** Long enough for a batch to be tried twice. */
const WAITING_MINUTES = 30;

interface OperationsProps {
  settings: Settings;
  publishing: Publishing;
  delivery: Delivery;
}

/** One alarm for each promise that can be broken without a reader noticing; docs/operating.md says what to do. */
export class Operations extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, { settings, publishing, delivery }: OperationsProps) {
    super(scope, id);
    this.#topic = new Topic(this, "Alarms", {
      displayName: `Dateline: ${settings.title}`.slice(0, 100),
      enforceSSL: true,
    });
    // A policy of one's own replaces the one that lets the account's alarms in.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    if (settings.alarmEmail !== undefined) this.#topic.addSubscription(new EmailSubscription(settings.alarmEmail));

    const { changes, deadLetters, publish, schedule } = publishing;
    const runs = runMetrics(this, [publish, schedule]);
    const sum = { statistic: "Sum", period: Duration.minutes(5) };

    this.#alarm("DeadLetters", "A change could not be published after several attempts", {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ ...sum, statistic: "Maximum" }),
    });
    this.#alarm("PublishErrors", "Publishing changes failed", { metric: publish.metricErrors(sum) });
    this.#alarm("ScheduleErrors", "A scheduled run failed", { metric: schedule.metricErrors(sum) });
    this.#alarm("ScheduleSilent", "No scheduled run has happened for a while", {
      metric: schedule.metricInvocations({
        statistic: "Sum",
        period: Duration.minutes(settings.tickMinutes * MISSED_TICKS),
      }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.#alarm("ChangesWaiting", "A change has been waiting to be published for a long time", {
      metric: changes.metricApproximateAgeOfOldestMessage({ ...sum, statistic: "Maximum" }),
      threshold: Duration.minutes(WAITING_MINUTES).toSeconds(),
    });
    this.#alarm("ArticlesLeftOut", "An article could not be used as it is", {
      metric: runs.leftOut.with({ statistic: "Maximum", period: Duration.hours(1) }),
      // The daily reconciliation names it again for as long as it is broken.
      evaluationPeriods: 24,
      datapointsToAlarm: 1,
    });
    drawDashboard(this, { publishing, delivery, runs });
  }

  #alarm(id: string, alarmDescription: string, props: Partial<AlarmProps> & { metric: IMetric }): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: `${alarmDescription}: see docs/operating.md, ${id}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    alarm.addOkAction(new SnsAction(this.#topic));
  }
}
