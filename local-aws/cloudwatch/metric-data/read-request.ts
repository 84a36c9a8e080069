import type { TimeRange } from '../aggregate.ts';
import { dimensionMap } from '../dimensions.ts';
import { notImplemented } from '../refusals.ts';
import { statisticNamed } from '../statistic.ts';
import type { Query } from './check-queries.ts';
import { defaultLabels, expandLabel } from './labels.ts';
import { type MetricRead, readMetric } from './read-metric.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Reads the metrics of checked queries, by query id and under their labels.
 *
 * @throws {AwsError} by name, for metrics of another account
 */
export function readRequest(
  queries: readonly Query[],
  range: TimeRange,
  around: Surroundings,
): Map<string, MetricRead> {
  const reads: { query: Query; read: MetricRead }[] = [];
  for (const query of queries) {
    if (query.AccountId !== undefined && query.AccountId !== around.account) {
      throw notImplemented('queries of another account');
    }
    const read = readQuery(query, range, around);
    if (read !== undefined) reads.push({ query, read });
  }
  const labels = defaultLabels(reads.map(({ read }) => read.series));
  return new Map(
    reads.map(({ query, read }, index) => {
      const plain = { ...read.series, label: labels[index] ?? '' };
      const label =
        query.Label === undefined ? plain.label : expandLabel(query.Label, plain, around);
      return [query.Id, { ...read, series: { ...plain, label } }];
    }),
  );
}

function readQuery(
  { MetricStat }: Query,
  range: TimeRange,
  { metrics, nowMs }: Surroundings,
): MetricRead | undefined {
  if (MetricStat === undefined) return undefined;
  const { Metric, Stat: stat, Period, Unit: unit } = MetricStat;
  const statistic = statisticNamed(stat);
  if (statistic === undefined) return undefined;
  const identity = {
    namespace: Metric.Namespace ?? '',
    metricName: Metric.MetricName ?? '',
    dimensions: dimensionMap(Metric.Dimensions),
  };
  const wanted = { source: { identity, stat }, statistic, periodMs: Period * 1000, unit };
  return readMetric(metrics, wanted, range, nowMs);
}
