import { aggregate, type TimeRange } from '../aggregate.ts';
import type { MetricSource, TimeSeries } from '../math/values.ts';
import type { Metric, MetricStore, Series } from '../metric-store.ts';
import type { Statistic } from '../statistic.ts';

export interface MetricRead {
  readonly series: TimeSeries;
  /** the units that had data in the range, where they were several and none was asked for */
  readonly severalUnits: readonly string[];
}

export interface Wanted {
  readonly source: MetricSource;
  readonly statistic: Statistic;
  readonly periodMs: number;
  readonly unit?: string | undefined;
}

/**
 * Reads a metric's values from the store. When data has several units and none is asked for, AWS
 * was seen to answer with the first of them by name.
 */
export function readMetric(
  store: MetricStore,
  { source, statistic, periodMs, unit }: Wanted,
  range: TimeRange,
  nowMs: number,
): MetricRead {
  const candidates = seriesOf(store.find(source.identity), unit).map((series) => ({
    unit: series.unit,
    sets: aggregate(series, range, periodMs, nowMs),
  }));
  const found = candidates.filter(({ sets }) => sets.size > 0);
  const points = new Map<number, number>();
  for (const [ms, set] of found[0]?.sets ?? []) {
    const value = statistic(set);
    if (value !== undefined) points.set(ms, value);
  }
  return {
    series: { label: '', periodMs, points, source, isMetric: true },
    severalUnits: found.length > 1 ? found.map((candidate) => candidate.unit) : [],
  };
}

function seriesOf(metric: Metric | undefined, unit: string | undefined): Series[] {
  const all = [...(metric?.byUnit.values() ?? [])];
  const wanted = unit === undefined ? all : all.filter((series) => series.unit === unit);
  return wanted.sort((a, b) => (a.unit < b.unit ? -1 : 1));
}
