import { aggregate } from '../aggregate.ts';
import type { MetricSource, TimeSeries } from '../math/values.ts';
import { identityOf } from '../metric-identity.ts';
import { notImplemented } from '../refusals.ts';
import { effort, isStandard, statisticNamed } from '../statistic.ts';
import type { Query } from './check-queries.ts';
import { defaultLabels, expandLabel } from './labels.ts';
import type { Surroundings } from './surroundings.ts';

export interface MetricRead {
  readonly series: TimeSeries;
  /** the units that had data in the range, where they were several and none was asked for */
  readonly severalUnits: readonly string[];
}

/**
 * Reads a metric's values from the store. When data has several units and none is asked for, AWS
 * was seen to answer with the first of them by name.
 */
export function readMetric(
  source: MetricSource,
  periodMs: number,
  unit: string | undefined,
  around: Surroundings,
): MetricRead {
  const { metrics, range, nowMs, claim } = around;
  const grouping = { periodMs, withSamples: !isStandard(source.stat) };
  const found = [...(metrics.find(source.identity)?.byUnit.values() ?? [])]
    .filter((series) => unit === undefined || series.unit === unit)
    .map((series) => ({
      unit: series.unit,
      sets: aggregate(series, range, grouping, nowMs, around),
    }))
    .filter(({ sets }) => sets.size > 0)
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
  const statistic = statisticNamed(source.stat);
  const points = new Map<number, number>();
  for (const [ms, set] of found[0]?.sets ?? []) {
    claim(effort(source.stat, set));
    const value = statistic?.(set);
    if (value !== undefined) points.set(ms, value);
  }
  claim(points.size + 1);
  return {
    series: { label: '', periodMs, points, source, isMetric: true },
    severalUnits: found.length > 1 ? found.map((each) => each.unit) : [],
  };
}

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
