import type { ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import type { InputOf } from '../../action.ts';
import { define } from '../define.ts';
import { keyOf, METRIC_RULES, type MetricIdentity, namedMetric } from '../metric-identity.ts';
import { pageOf } from '../page.ts';
import { invalidToken } from '../refusals.ts';

/** Source: API reference, ListMetrics: results a call, and for how long a metric is listed. */
const PAGE = 500;
const LISTED_FOR_MS = 14 * 24 * 3600 * 1000;
const RECENT_MS = 3 * 3600 * 1000;

/** Lists a metric at once, where AWS may take 15 minutes. */
export const listMetrics = define<ListMetricsCommand>({
  rules: {
    ...METRIC_RULES,
    Dimensions: { maxLength: 10 },
    'Dimensions.Name': { minLength: 1, maxLength: 255 },
    'Dimensions.Value': { minLength: 1, maxLength: 1024 },
    RecentlyActive: { values: ['PT3H'] },
  },
  unsupported: ['IncludeLinkedAccounts', 'OwningAccount'],
  run(input, { state, partition }) {
    const activeFor = input.RecentlyActive === undefined ? LISTED_FOR_MS : RECENT_MS;
    const activeSince = partition.clock.now() - activeFor;
    const matching = [...state.metrics]
      .filter(({ newestMs, identity }) => newestMs >= activeSince && matches(identity, input))
      .map(({ identity }) => identity);
    const { page, ...more } = pageOf(matching, keyOf, PAGE, input.NextToken, invalidToken);
    return { Metrics: page.map(namedMetric), ...more };
  },
});

function matches(
  { namespace, metricName, dimensions }: MetricIdentity,
  { Namespace = namespace, MetricName = metricName, Dimensions = [] }: InputOf<ListMetricsCommand>,
): boolean {
  return (
    namespace === Namespace &&
    metricName === MetricName &&
    Dimensions.every(({ Name, Value = dimensions[Name] }) => {
      return Object.hasOwn(dimensions, Name) && dimensions[Name] === Value;
    })
  );
}
