import type { Metric } from '@aws-sdk/client-cloudwatch';
import type { Conformed } from '../action.ts';

/** What makes a metric that metric: the same name with other dimensions is another one. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Source: API reference, Metric. */
export const METRIC_RULES = {
  Namespace: { minLength: 1, maxLength: 255, pattern: '[^:].*' },
  MetricName: { minLength: 1, maxLength: 255 },
};

/** A metric as the API names it in its inputs. */
export function identityOf(metric: Conformed<Metric>): MetricIdentity {
  const dimensions: Record<string, string> = Object.create(null);
  for (const { Name, Value } of metric.Dimensions ?? []) dimensions[Name] = Value;
  return { namespace: metric.Namespace ?? '', metricName: metric.MetricName ?? '', dimensions };
}

/** A metric as the API names it in its answers: its dimensions by name. */
export function namedMetric({ namespace, metricName, dimensions }: MetricIdentity) {
  const Dimensions = Object.entries(dimensions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Name, Value]) => ({ Name, Value }));
  return { Namespace: namespace, MetricName: metricName, Dimensions };
}

/** The same for the same metric, and for no other. */
export function keyOf(identity: MetricIdentity): string {
  return JSON.stringify(namedMetric(identity));
}
