import { isPeriod } from '../aggregate.ts';
import { MathError, type TimeSeries } from '../math/values.ts';
import { parseSearch } from '../search/search-query.ts';
import { statisticNamed } from '../statistic.ts';
import { defaultLabels } from './labels.ts';
import { readMetric } from './read-metrics.ts';
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
  around: Surroundings,
): TimeSeries[] {
  const matches = parseSearch(text);
  if (statisticNamed(stat) === undefined) {
    throw new MathError(`The value ${stat} is not a valid statistic`);
  }
  if (periodSeconds === undefined) throw new MathError('Period must not be null');
  if (!isPeriod(periodSeconds)) {
    throw new MathError(`The value ${periodSeconds} is not a valid period`);
  }
  const activeSince = around.nowMs - FOUND_FOR_MS;
  const found = [...around.metrics]
    .filter(({ newestMs, identity }) => newestMs >= activeSince && matches(identity))
    .map(({ identity }) => readMetric({ identity, stat }, periodSeconds * 1000, undefined, around));
  const labels = defaultLabels(found.map(({ series }) => series));
  return found
    .map(({ series }, index) => ({ ...series, label: labels[index] ?? '' }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}
