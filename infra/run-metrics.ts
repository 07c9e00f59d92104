import { Names, Stack } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { CoreFunction } from "./core-function.ts";

/** The counts of a run's log line that the dashboard draws. Zeros are not counted: metrics that nobody reports cost nothing. */
const COUNTS = { published: "ArticlesPublished", withdrawn: "ArticlesWithdrawn", leftOut: "ArticlesLeftOut" };

export type RunMetrics = Record<keyof typeof COUNTS, Metric>;

/** Reads the counts out of the one line that each run writes to its log. */
export function runMetrics(scope: Construct, functions: CoreFunction[]): RunMetrics {
  const metricNamespace = `Dateline/${Stack.of(scope).stackName}`;
  const entries = Object.entries(COUNTS).map(([count, metricName]) => {
    for (const each of functions) {
      new MetricFilter(scope, `${metricName}Of${each.node.id}`, {
        filterName: `${metricName}-${Names.uniqueResourceName(each, { maxLength: 60 })}`,
        logGroup: each.logs,
        filterPattern: FilterPattern.numberValue(`$.message.${count}`, ">", 0),
        metricNamespace,
        metricName,
        metricValue: `$.message.${count}`,
      });
    }
    return [count, new Metric({ namespace: metricNamespace, metricName, statistic: "Sum" })];
  });
  return Object.fromEntries(entries) as RunMetrics;
}
