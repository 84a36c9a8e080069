import { isPeriod } from '../aggregate.ts';
import { MathError, type MetricSource, type TimeSeries } from '../math/values.ts';
import { parseSearch } from '../search/search-query.ts';
import { statisticNamed } from '../statistic.ts';
import { defaultLabels } from './labels.ts';
import type { Surroundings } from './surroundings.ts';

/** For how long after its last datapoint a search finds a metric. Source: user guide, search expressions. */
const FOUND_FOR_MS = 14 * 24 * 3600 * 1000;

/** To hold a metric against a search takes about as long as to work out so many datapoints. */
const DATAPOINTS_A_METRIC = 10;

/** A metric as it is to be read and shown. */
type FoundMetric = Pick<TimeSeries, 'label' | 'periodMs'> & { readonly source: MetricSource };

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
): FoundMetric[] {
  const matches = parseSearch(text);
  if (statisticNamed(stat) === undefined) {
    throw new MathError(`The value ${stat} is not a valid statistic`);
  }
  if (periodSeconds === undefined) throw new MathError('Period must not be null');
  if (!isPeriod(periodSeconds)) {
    throw new MathError(`The value ${periodSeconds} is not a valid period`);
  }
  const activeSince = around.nowMs - FOUND_FOR_MS;
  const all = [...around.metrics];
  around.claim(all.length * DATAPOINTS_A_METRIC);
  const found = all
    .filter(({ newestMs, identity }) => newestMs >= activeSince && matches(identity))
    .map(({ identity }) => ({ source: { identity, stat }, periodMs: periodSeconds * 1000 }));
  const labels = defaultLabels(found);
  return found
    .map((metric, index) => ({ ...metric, label: labels[index] ?? '' }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}
