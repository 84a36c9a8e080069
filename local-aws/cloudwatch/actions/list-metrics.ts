import type { ListMetricsCommandOutput, ListMetricsInput } from '@aws-sdk/client-cloudwatch';
import { type Conformed, defineAction } from '../../action.ts';
import { dimensionList } from '../dimensions.ts';
import type { Metric } from '../metric-store.ts';
import { readToken, writeToken } from '../next-token.ts';
import { invalidValue } from '../refusals.ts';
import type { CloudWatchState } from '../state.ts';

/** Source: API reference, ListMetrics: results a call, and for how long a metric is listed. */
const PAGE = 500;
const LISTED_FOR_MS = 14 * 24 * 3600 * 1000;
const RECENT_MS = 3 * 3600 * 1000;

/** Lists a metric at once, where AWS may take 15 minutes. */
export const listMetrics = defineAction<
  CloudWatchState,
  ListMetricsInput,
  ListMetricsCommandOutput
>({
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
    const from = start(matching, input.NextToken);
    const page = matching.slice(from, from + PAGE);
    const last = page.at(-1);
    const more = matching.length > from + PAGE && last !== undefined;
    return {
      Metrics: page.map(({ identity }) => ({
        Namespace: identity.namespace,
        MetricName: identity.metricName,
        Dimensions: dimensionList(identity),
      })),
      ...(more && { NextToken: writeToken(last.key) }),
    };
  },
});

function matches({ identity }: Metric, filter: Conformed<ListMetricsInput>): boolean {
  const { Namespace, MetricName, Dimensions = [] } = filter;
  if (Namespace !== undefined && identity.namespace !== Namespace) return false;
  if (MetricName !== undefined && identity.metricName !== MetricName) return false;
  return Dimensions.every(({ Name, Value }) => {
    const { dimensions } = identity;
    return Object.hasOwn(dimensions, Name) && (Value ?? dimensions[Name]) === dimensions[Name];
  });
}

/** The index after the metric that the token names: metrics keep their order and new ones come last. */
function start(metrics: readonly Metric[], token: string | undefined): number {
  if (token === undefined) return 0;
  const key = readToken(token);
  const last = metrics.findIndex((metric) => metric.key === key);
  if (last === -1) throw invalidValue('Request parameter NextToken is invalid');
  return last + 1;
}
