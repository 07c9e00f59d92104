import { Duration } from "aws-cdk-lib";
import { Dashboard, GraphWidget, type IMetric } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { Delivery } from "./delivery.ts";
import type { Hub } from "./hub.ts";
import type { Notification } from "./notification.ts";
import type { Publishing } from "./publishing.ts";
import type { RunMetrics } from "./run-metrics.ts";

interface Shown {
  publishing: Publishing;
  notification: Notification;
  hub?: Hub;
  delivery: Delivery;
  runs: RunMetrics;
}

/** The flow from left to right: what changed, what was published, what was read; below it who was told, and who asked. */
export function drawDashboard(scope: Construct, { publishing, notification, hub, delivery, runs }: Shown): void {
  const { changes, publish, schedule } = publishing;
  const { announcements, deliveries, distribute, deliver } = notification;
  const { distribution } = delivery;
  const functions = [publish, schedule, distribute, deliver, ...(hub ? [hub.subscribe, hub.verify] : [])];
  const queues = [changes, announcements, deliveries, ...(hub ? [hub.verifications] : [])];
  const sum = { statistic: "Sum" };

  new Dashboard(scope, "Dashboard", { defaultInterval: Duration.days(1) }).addWidgets(
    graph("Changes", [changes.metricNumberOfMessagesSent()], [changes.metricApproximateAgeOfOldestMessage()]),
    graph("Articles", [runs.published, runs.withdrawn, runs.leftOut]),
    // CloudFront's numbers are kept in one region, wherever the stack is.
    new GraphWidget({
      title: "Readers",
      left: [distribution.metricRequests()],
      right: [distribution.metric4xxErrorRate(), distribution.metric5xxErrorRate()],
      region: "us-east-1",
      width: 8,
      height: 6,
    }),
    graph(
      "Announcements and deliveries",
      [announcements.metricNumberOfMessagesSent(), deliveries.metricNumberOfMessagesSent()],
      [announcements.metricApproximateAgeOfOldestMessage()],
    ),
    graph("Waiting for an attempt", [
      deliveries.metricApproximateNumberOfMessagesVisible(),
      deliveries.metricApproximateNumberOfMessagesDelayed(),
    ]),
    ...(hub ? [requestsAt(hub)] : []),
    graph(
      "Runs",
      functions.map((each) => each.metricInvocations(sum)),
    ),
    graph("Errors, throttles and dead letters", [
      ...functions.flatMap((each) => [each.metricErrors(sum), each.metricThrottles(sum)]),
      ...queues.map(({ deadLetters }) => deadLetters.metricApproximateNumberOfMessagesVisible()),
    ]),
    graph(
      "Time taken",
      functions.map((each) => each.metricDuration({ statistic: "p99" })),
    ),
  );
}

function requestsAt({ subscribe, verifications }: Hub): GraphWidget {
  return graph(
    "Requests at the hub",
    [subscribe.metricInvocations({ statistic: "Sum" })],
    [verifications.metricApproximateAgeOfOldestMessage()],
  );
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, left, right, width: 8, height: 6, period: Duration.minutes(5) });
}
