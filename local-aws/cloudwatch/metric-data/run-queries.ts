import type { MessageData } from '@aws-sdk/client-cloudwatch';
import type { TimeRange } from '../aggregate.ts';
import type { MathContext } from '../math/context.ts';
import { parse } from '../math/expression.ts';
import { isArray, isSeries, MathError, type TimeSeries, type Value } from '../math/values.ts';
import { validationError } from '../refusals.ts';
import type { Query } from './check-queries.ts';
import { expandLabel, isDynamic } from './labels.ts';
import type { MetricRead } from './read-metric.ts';
import { readRequest } from './read-request.ts';
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
 * Runs checked queries over a time range and gives the results that are to be returned, in the
 * order of the queries; an expression may have several, or none.
 *
 * @throws {AwsError} `ValidationError`, for an expression that can not be worked out
 */
export function runQueries(queries: readonly Query[], range: TimeRange, around: Surroundings): Run {
  const reads = readRequest(queries, range, around);
  const expressions = new Expressions(queries, reads, range, around);
  const results = queries.flatMap((query): Result[] => {
    const read = reads.get(query.Id);
    const value = read === undefined ? expressions.result(query) : read.series;
    if (query.ReturnData === false) return [];
    if (read !== undefined) {
      return [{ id: query.Id, series: read.series, messages: messagesOf(read) }];
    }
    return labelled(query, value, around).map((series) => ({ id: query.Id, series, messages: [] }));
  });
  return { results, messages: expressions.messages };
}

/** The expressions of one request, each worked out once, whoever asks for it first. */
class Expressions {
  readonly messages: MessageData[] = [];
  readonly #queries: ReadonlyMap<string, Query>;
  readonly #metrics: ReadonlyMap<string, TimeSeries>;
  readonly #values = new Map<string, Value | 'pending'>();
  readonly #finestPeriodMs: number;

  constructor(
    queries: readonly Query[],
    reads: ReadonlyMap<string, MetricRead>,
    private readonly range: TimeRange,
    private readonly around: Surroundings,
  ) {
    this.#queries = new Map(queries.map((query) => [query.Id, query]));
    this.#metrics = new Map([...reads].map(([id, { series }]) => [id, series]));
    this.#finestPeriodMs = Math.min(...[...this.#metrics.values()].map(({ periodMs }) => periodMs));
  }

  /** @throws {AwsError} `ValidationError`; the innermost expression is the one that it names */
  result(query: Query): Value {
    try {
      return this.#valueOf(query.Id);
    } catch (error) {
      if (!(error instanceof MathError)) throw error;
      throw validationError(`Error in expression '${query.Id}': ${error.message}`);
    }
  }

  #valueOf(id: string): Value {
    const known = this.#metrics.get(id) ?? this.#values.get(id);
    if (known === 'pending') throw new MathError(`Query '${id}' depends on itself`);
    if (known !== undefined) return known;
    const query = this.#queries.get(id);
    if (query?.Expression === undefined) throw new MathError(`Query '${id}' not found`);
    this.#values.set(id, 'pending');
    const value = parse(query.Expression)(this.#contextOf(query));
    this.#values.set(id, value);
    return value;
  }

  #contextOf(query: Query): MathContext {
    const { range, around } = this;
    const periodMs = query.Period === undefined ? this.#finestPeriodMs : query.Period * 1000;
    return {
      range,
      metrics: this.#metrics,
      periodMs: Number.isFinite(periodMs) ? periodMs : undefined,
      query: (id) => {
        const other = this.#queries.get(id);
        return other?.Expression === undefined ? this.#valueOf(id) : this.result(other);
      },
      search: (text, stat, period) => {
        const found = searchMetrics(text, stat, period ?? query.Period, range, around);
        if (found.length > METRICS_LIMIT) this.messages.push(TOO_MANY_METRICS);
        return found.slice(0, METRICS_LIMIT);
      },
    };
  }
}

function messagesOf({ severalUnits }: MetricRead): MessageData[] {
  if (severalUnits.length === 0) return [];
  const Value = `Multiple units returned: '[${severalUnits.join(', ')}]'`;
  return [{ Code: 'MultipleUnits', Value }];
}

/** An expression's series under its label, or its id; those of an array add their own label to it. */
function labelled({ Id, Label }: Query, value: Value, around: Surroundings): TimeSeries[] {
  if (isSeries(value)) {
    return [{ ...value, label: Label === undefined ? Id : expandLabel(Label, value, around) }];
  }
  if (isArray(value)) {
    return value.map((item) => {
      if (Label !== undefined && isDynamic(Label)) {
        return { ...item, label: expandLabel(Label, item, around) };
      }
      return { ...item, label: [Label, item.label].filter(Boolean).join(' ') || Id };
    });
  }
  throw validationError(
    `Error in expression '${Id}': The result must be a time series or an array of time series`,
  );
}
