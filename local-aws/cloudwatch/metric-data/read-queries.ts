import { identityOf } from '../metric-identity.ts';
import { notImplemented } from '../refusals.ts';
import type { Query } from './check-queries.ts';
import { defaultLabels, expandLabel } from './labels.ts';
import { type MetricRead, readMetric } from './read-metric.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Reads the metrics of checked queries, by query id and under their labels.
 *
 * @throws {AwsError} by name, for metrics of another account
 */
export function readQueries(
  queries: readonly Query[],
  around: Surroundings,
): Map<string, MetricRead> {
  if (queries.some(({ AccountId = around.account }) => AccountId !== around.account)) {
    throw notImplemented('queries of another account');
  }
  const reads = queries.flatMap(({ Id, Label, MetricStat }) => {
    if (MetricStat === undefined) return [];
    const source = { identity: identityOf(MetricStat.Metric), stat: MetricStat.Stat };
    const { Period, Unit } = MetricStat;
    return { Id, Label, read: readMetric(source, Period * 1000, Unit, around) };
  });
  const labels = defaultLabels(reads.map(({ read }) => read.series));
  return new Map(
    reads.map(({ Id, Label, read }, index) => {
      const plain = { ...read.series, label: labels[index] ?? '' };
      const label = Label === undefined ? plain.label : expandLabel(Label, plain, around);
      return [Id, { ...read, series: { ...plain, label } }];
    }),
  );
}
