import { isPeriod, type TimeRange } from '../aggregate.ts';
import { MathError, type TimeSeries } from '../math/values.ts';
import { parseSearch } from '../search/search-query.ts';
import { statisticNamed } from '../statistic.ts';
import { defaultLabels } from './labels.ts';
import { readMetric } from './read-metric.ts';
import type { Surroundings } from './surroundings.ts';

/** For how long after its last datapoint a search finds a metric. Source: user guide, search expressions. */
const FOUND_FOR_MS = 14 * 24 * 3600 * 1000;

/**
 * The metrics that a search expression finds, by label.
 *
 * @param periodSeconds `undefined` when neither the search nor its query tells one
 * @throws {MathError}
 */
export function searchMetrics(
  text: string,
  stat: string,
  periodSeconds: number | undefined,
  range: TimeRange,
  { metrics, nowMs }: Surroundings,
): TimeSeries[] {
  const matches = parseSearch(text);
  const statistic = statisticNamed(stat);
  if (statistic === undefined) throw new MathError(`The value ${stat} is not a valid statistic`);
  if (periodSeconds === undefined) throw new MathError('Period must not be null');
  if (!isPeriod(periodSeconds)) {
    throw new MathError(`The value ${periodSeconds} is not a valid period`);
  }
  const found = [...metrics]
    .filter((metric) => metric.newestMs >= nowMs - FOUND_FOR_MS && matches(metric.identity))
    .map(({ identity }) => {
      const wanted = { source: { identity, stat }, statistic, periodMs: periodSeconds * 1000 };
      return readMetric(metrics, wanted, range, nowMs).series;
    });
  const labels = defaultLabels(found);
  return found
    .map((series, index) => ({ ...series, label: labels[index] ?? '' }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}
