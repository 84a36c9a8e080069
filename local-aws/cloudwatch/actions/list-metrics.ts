import type { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { define, type InputOf } from '../define.ts';
import { dimensionList } from '../dimensions.ts';
import type { Metric } from '../metric-store.ts';
import { pageOf } from '../page.ts';
import { invalidToken } from '../refusals.ts';

/** Source: API reference, ListMetrics: results a call, and for how long a metric is listed. */
const PAGE = 500;
const LISTED_FOR_MS = 14 * 24 * 3600 * 1000;
const RECENT_MS = 3 * 3600 * 1000;

/** Lists a metric at once, where AWS may take 15 minutes. */
export const listMetrics = define<ListMetricsCommand>({
  rules: {
    Namespace: { minLength: 1, maxLength: 255, pattern: '[^:].*' },
    MetricName: { minLength: 1, maxLength: 255 },
    Dimensions: { maxLength: 10 },
    'Dimensions.Name': { minLength: 1, maxLength: 255 },
    'Dimensions.Value': { minLength: 1, maxLength: 1024 },
    RecentlyActive: { values: ['PT3H'] },
  },
  unsupported: ['IncludeLinkedAccounts', 'OwningAccount'],
  run(input, { state, partition }) {
    const activeFor = input.RecentlyActive === undefined ? LISTED_FOR_MS : RECENT_MS;
    const activeSince = partition.clock.now() - activeFor;
    const matching = [...state.metrics].filter(
      (metric) => metric.newestMs >= activeSince && matches(metric, input),
    );
    const { page, ...more } = pageOf(
      matching,
      ({ key }) => key,
      PAGE,
      input.NextToken,
      invalidToken,
    );
    return {
      Metrics: page.map(({ identity }) => ({
        Namespace: identity.namespace,
        MetricName: identity.metricName,
        Dimensions: dimensionList(identity),
      })),
      ...more,
    };
  },
});

function matches({ identity }: Metric, filter: InputOf<ListMetricsCommand>): boolean {
  const { Namespace, MetricName, Dimensions = [] } = filter;
  if (Namespace !== undefined && identity.namespace !== Namespace) return false;
  if (MetricName !== undefined && identity.metricName !== MetricName) return false;
  return Dimensions.every(({ Name, Value }) => {
    const { dimensions } = identity;
    return Object.hasOwn(dimensions, Name) && (Value ?? dimensions[Name]) === dimensions[Name];
  });
}
