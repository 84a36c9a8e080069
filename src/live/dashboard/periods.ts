import type { Range } from '../../../charts/chart.ts';
import type { WidgetQuery } from '../../../charts/widget/widget-queries.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Datapoints of a request. Source: GetMetricData, CloudWatch API reference. */
const DATAPOINTS_LIMIT = 100_800;
/** Datapoints of a line, beyond which a period that may grow does. */
const LINE_LIMIT = 1_440;

/** The third argument of a search, in seconds. */
const SEARCHED = /(SEARCH\(\s*'(?:[^'\\]|\\.)*'\s*,\s*'[^']*'\s*,\s*)(\d+)/g;

/** The queries with periods of which the range has no more than CloudWatch answers at once. */
export function fitPeriods(
  queries: readonly WidgetQuery[],
  range: Range,
  nowMs: number,
  override: 'auto' | 'inherit',
): WidgetQuery[] {
  const ownLimit = Math.floor(DATAPOINTS_LIMIT / Math.max(1, queries.length));
  const limit = override === 'auto' ? Math.min(LINE_LIMIT, ownLimit) : ownLimit;
  const leastSeconds = (range.endMs - range.startMs) / 1000 / limit;
  const grainSeconds = grainOf(nowMs - range.startMs);
  return withPeriods(queries, (seconds) => {
    const isKept = grainSeconds === 60 || seconds % grainSeconds === 0;
    if (isKept && seconds >= leastSeconds) return seconds;
    return Math.ceil(Math.max(seconds, leastSeconds) / grainSeconds) * grainSeconds;
  });
}

/** The finest period of what is kept so long, in seconds. Source: GetMetricData, CloudWatch API reference. */
export function grainOf(ageMs: number): 60 | 300 | 3600 {
  if (ageMs > 63 * DAY_MS) return 3600;
  return ageMs > 15 * DAY_MS ? 300 : 60;
}

export function withPeriods(
  queries: readonly WidgetQuery[],
  changed: (seconds: number) => number,
): WidgetQuery[] {
  return queries.map(({ properties, query }) => {
    const { Expression, MetricStat, Period } = query;
    return {
      properties,
      query: {
        ...query,
        ...(Period !== undefined && { Period: changed(Period) }),
        ...(MetricStat !== undefined && {
          MetricStat: { ...MetricStat, Period: changed(MetricStat.Period ?? 0) },
        }),
        ...(Expression !== undefined && {
          Expression: Expression.replace(
            SEARCHED,
            (_, before: string, seconds: string) => `${before}${changed(Number(seconds))}`,
          ),
        }),
      },
    };
  });
}

/** How far apart a query's datapoints are: a search tells it, or the query does. */
export function periodMsOf({ query }: WidgetQuery): number {
  const [searched] = [...(query.Expression ?? '').matchAll(SEARCHED)];
  return Number(searched?.[2] ?? query.Period ?? query.MetricStat?.Period) * 1000;
}
