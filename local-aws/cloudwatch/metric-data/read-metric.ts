import { aggregate } from '../aggregate.ts';
import type { MetricSource, TimeSeries } from '../math/values.ts';
import { statisticNamed } from '../statistic.ts';
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
  { metrics, range, nowMs }: Surroundings,
): MetricRead {
  const found = [...(metrics.find(source.identity)?.byUnit.values() ?? [])]
    .filter((series) => unit === undefined || series.unit === unit)
    .map((series) => ({ unit: series.unit, sets: aggregate(series, range, periodMs, nowMs) }))
    .filter(({ sets }) => sets.size > 0)
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
  const statistic = statisticNamed(source.stat);
  const points = new Map<number, number>();
  for (const [ms, set] of found[0]?.sets ?? []) {
    const value = statistic?.(set);
    if (value !== undefined) points.set(ms, value);
  }
  return {
    series: { label: '', periodMs, points, source, isMetric: true },
    severalUnits: found.length > 1 ? found.map((each) => each.unit) : [],
  };
}
