import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';

/** How many metrics of a stream an alarm looks at: the one that it names, or those of its expression. */
export function alarmedMetrics({ Dimensions, Metrics = [] }: MetricAlarm, stream: string): number {
  const inExpression = Metrics.map(({ MetricStat }) => MetricStat?.Metric?.Dimensions);
  return [Dimensions, ...inExpression].filter((dimensions) =>
    dimensions?.some(({ Name, Value }) => Name === 'StreamName' && Value === stream),
  ).length;
}
