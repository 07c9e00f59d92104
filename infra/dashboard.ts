import { Duration } from "aws-cdk-lib";
import { Dashboard, GraphWidget, type IMetric } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { Delivery } from "./delivery.ts";
import type { Publishing } from "./publishing.ts";
import type { RunMetrics } from "./run-metrics.ts";

interface Shown {
  publishing: Publishing;
  delivery: Delivery;
  runs: RunMetrics;
}

/** The flow from left to right: what changed, what was published, what was read. */
export function drawDashboard(scope: Construct, { publishing, delivery, runs }: Shown): void {
  const { changes, deadLetters, publish, schedule } = publishing;
  const { distribution } = delivery;
  const sum = { statistic: "Sum" };

  new Dashboard(scope, "Dashboard", { defaultInterval: Duration.days(1) }).addWidgets(
    graph(
      "Changes",
      [changes.metricNumberOfMessagesSent(), deadLetters.metricApproximateNumberOfMessagesVisible()],
      [changes.metricApproximateAgeOfOldestMessage()],
    ),
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
    graph("Runs", [publish.metricInvocations(sum), schedule.metricInvocations(sum)]),
    graph("Errors and throttles", [
      publish.metricErrors(sum),
      schedule.metricErrors(sum),
      publish.metricThrottles(sum),
      schedule.metricThrottles(sum),
    ]),
    graph("Time taken", [publish.metricDuration({ statistic: "p99" }), schedule.metricDuration({ statistic: "p99" })]),
  );
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, left, right, width: 8, height: 6, period: Duration.minutes(5) });
}
