import { Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData, type AlarmProps, type IMetric } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { CoreFunction } from "./core-function.ts";
import { drawDashboard } from "./dashboard.ts";
import type { Delivery } from "./delivery.ts";
import type { Hub } from "./hub.ts";
import type { Notification } from "./notification.ts";
import type { Publishing } from "./publishing.ts";
import { runMetrics } from "./run-metrics.ts";
import type { Settings } from "./settings.ts";
import type { WorkQueue } from "./work-queue.ts";

/** A tick may be late, or wait for a reconciliation; this many in a row may not be missing. */
const MISSED_TICKS = 20;
/** Long enough for a batch to be tried twice. */
const WAITING_MINUTES = 30;
const FIVE_MINUTES = Duration.minutes(5);

interface OperationsProps {
  settings: Settings;
  notification: Notification;
  publishing: Publishing;
  hub?: Hub;
  delivery: Delivery;
}

/** One alarm for each promise that can be broken without a reader noticing; docs/operating.md says what to do. */
export class Operations extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    const { settings, notification, publishing, hub } = props;
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

    const runs = runMetrics(this, [publishing.publish, publishing.schedule]);

    this.#watchPublishing(publishing, settings);
    this.#alarm("ArticlesLeftOut", "An article could not be used as it is", {
      metric: runs.leftOut.with({ statistic: "Maximum", period: Duration.hours(1) }),
      // The daily reconciliation names it again for as long as it is broken.
      evaluationPeriods: 24,
      datapointsToAlarm: 1,
    });
    this.#watchNotification(notification);
    if (hub) this.#watchHub(hub);
    drawDashboard(this, { ...props, runs });
  }

  #watchPublishing({ changes, publish, schedule }: Publishing, { tickMinutes }: Settings): void {
    this.#deadLetters("DeadLetters", "A change could not be published after several attempts", changes);
    this.#errors("PublishErrors", "Publishing changes failed", publish);
    this.#errors("ScheduleErrors", "A scheduled run failed", schedule);
    this.#alarm("ScheduleSilent", "No scheduled run has happened for a while", {
      metric: schedule.metricInvocations({ statistic: "Sum", period: Duration.minutes(tickMinutes * MISSED_TICKS) }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.#waiting("ChangesWaiting", "A change has been waiting to be published for a long time", changes);
  }

  /** Deliveries are no sign of anything by their age: who cannot be told is tried again for hours. */
  #watchNotification({ announcements, deliveries, distribute, deliver }: Notification): void {
    this.#deadLetters("AnnouncementsDeadLetters", "Nobody was told of a change", announcements);
    this.#deadLetters("DeliveriesDeadLetters", "Some recipients were not told of a change", deliveries);
    this.#errors("DistributeErrors", "Finding out who has to be told of a change failed", distribute);
    this.#errors("DeliverErrors", "Telling recipients failed", deliver);
    this.#waiting("AnnouncementsWaiting", "Nobody has been told of a change for a long time", announcements);
  }

  #watchHub({ verifications, subscribe, verify }: Hub): void {
    this.#deadLetters("VerificationsDeadLetters", "Requests at the hub were not verified", verifications);
    this.#errors("SubscribeErrors", "Requests at the hub were not answered", subscribe);
    this.#errors("VerifyErrors", "Verifying requests at the hub failed", verify);
    this.#waiting("VerificationsWaiting", "Requests at the hub have been waiting for a long time", verifications);
  }

  #deadLetters(id: string, description: string, { deadLetters }: WorkQueue): void {
    const metric = deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: "Maximum", period: FIVE_MINUTES });
    this.#alarm(id, description, { metric });
  }

  #errors(id: string, description: string, failing: CoreFunction): void {
    this.#alarm(id, description, { metric: failing.metricErrors({ statistic: "Sum", period: FIVE_MINUTES }) });
  }

  #waiting(id: string, description: string, queue: WorkQueue): void {
    this.#alarm(id, description, {
      metric: queue.metricApproximateAgeOfOldestMessage({ statistic: "Maximum", period: FIVE_MINUTES }),
      threshold: Duration.minutes(WAITING_MINUTES).toSeconds(),
    });
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
