import type { MessageData } from '@aws-sdk/client-cloudwatch';
import type { MathContext } from '../math/context.ts';
import { parse } from '../math/expression.ts';
import { isArray, isSeries, MathError, type TimeSeries, type Value } from '../math/values.ts';
import { validationError } from '../refusals.ts';
import type { Query } from './check-queries.ts';
import { expandLabel, isDynamic } from './labels.ts';
import { readMetric, readQueries } from './read-metrics.ts';
import { searchMetrics } from './search-metrics.ts';
import type { Surroundings } from './surroundings.ts';

/** Metrics that a request can have. Source: API reference, GetMetricData. */
const METRICS_LIMIT = 500;

const TOO_MANY_METRICS: MessageData = {
  Code: 'MaxMetricsExceeded',
  Value: `The maximum number of allowed metrics, ${METRICS_LIMIT}, has been exceeded`,
};

export interface Result {
  readonly id: string;
  readonly series: TimeSeries;
  readonly messages: readonly MessageData[];
}

export interface Run {
  readonly results: readonly Result[];
  /** of the request as a whole */
  readonly messages: readonly MessageData[];
}

/**
 * Runs checked queries and gives the results that are to be returned, in the order of the queries;
 * an expression may have several, or none. Each expression is worked out once, whoever asks first.
 *
 * @throws {AwsError} `ValidationError`, for an expression that can not be worked out
 */
export function runQueries(queries: readonly Query[], around: Surroundings): Run {
  const messages: MessageData[] = [];
  const reads = readQueries(queries, around);
  const metrics = new Map([...reads].map(([id, { series }]) => [id, series]));
  const values = new Map<string, Value | 'pending'>(metrics);
  const finestMs = Math.min(...[...metrics.values()].map(({ periodMs }) => periodMs));

  /** @throws {MathError} when there is no such query; `ValidationError` for what it goes wrong in */
  const resultOf = (id: string): Value => {
    const known = values.get(id);
    if (known !== undefined && known !== 'pending') return known;
    const query = queries.find(({ Id }) => Id === id);
    if (query?.Expression === undefined) throw new MathError(`Query '${id}' not found`);
    try {
      if (known === 'pending') throw new MathError(`Query '${id}' depends on itself`);
      values.set(id, 'pending');
      const value = parse(query.Expression)(contextOf(query));
      values.set(id, value);
      return value;
    } catch (error) {
      if (!(error instanceof MathError)) throw error;
      throw validationError(`Error in expression '${id}': ${error.message}`);
    }
  };

  const contextOf = ({ Period }: Query): MathContext => ({
    range: around.range,
    metrics,
    periodMs: Period === undefined ? (metrics.size > 0 ? finestMs : undefined) : Period * 1000,
    query: resultOf,
    claim: around.claim,
    search(text, stat, period = Period) {
      const found = searchMetrics(text, stat, period, around);
      if (found.length > METRICS_LIMIT) messages.push(TOO_MANY_METRICS);
      return found.slice(0, METRICS_LIMIT).map(({ source, periodMs, label }) => {
        return { ...readMetric(source, periodMs, undefined, around).series, label };
      });
    },
  });

  const results = queries.flatMap((query): Result[] => {
    const { Id: id, ReturnData } = query;
    const value = resultOf(id);
    if (ReturnData === false) return [];
    const read = reads.get(id);
    if (read !== undefined) {
      return [{ id, series: read.series, messages: unitsMessage(read.severalUnits) }];
    }
    return labelled(query, value, around).map((series) => ({ id, series, messages: [] }));
  });
  return { results, messages };
}

function unitsMessage(units: readonly string[]): MessageData[] {
  if (units.length === 0) return [];
  return [{ Code: 'MultipleUnits', Value: `Multiple units returned: '[${units.join(', ')}]'` }];
}

/** An expression's series under its label, or its id; those of an array add their own label to it. */
function labelled({ Id, Label }: Query, value: Value, around: Surroundings): TimeSeries[] {
  if (isSeries(value)) {
    return [{ ...value, label: Label === undefined ? Id : expandLabel(Label, value, around) }];
  }
  if (isArray(value)) {
    return value.map((item) => {
      const label =
        Label !== undefined && isDynamic(Label)
          ? expandLabel(Label, item, around)
          : [Label, item.label].filter(Boolean).join(' ') || Id;
      return { ...item, label };
    });
  }
  throw validationError(
    `Error in expression '${Id}': The result must be a time series or an array of time series`,
  );
}
