import type { MetricIdentity } from '../metric-identity.ts';

/** Why an expression is refused, without the query's id, which CloudWatch's sentence puts before it. */
export class MathError extends Error {}

/** The metric that a time series was read from, or was worked out of alone. */
export interface MetricSource {
  readonly identity: MetricIdentity;
  readonly stat: string;
}

/** What the user guide calls TS. */
export interface TimeSeries {
  readonly label: string;
  /** in milliseconds */
  readonly periodMs: number;
  /** start of the period in milliseconds → value, oldest first */
  readonly points: ReadonlyMap<number, number>;
  readonly source?: MetricSource | undefined;
  /** a metric as it was read, and not the result of an expression */
  readonly isMetric?: boolean;
}

/** Counts what a request makes, so that no request can fill the memory. */
export interface Budget {
  /** @throws {AwsError} when the request has made more than it can */
  claim(datapoints: number): void;
}

/** S, the strings that some functions take, TS and TS[]. */
export type Value = number | string | TimeSeries | readonly TimeSeries[];

export function isArray(value: Value | undefined): value is readonly TimeSeries[] {
  return Array.isArray(value);
}

export function isSeries(value: Value | undefined): value is TimeSeries {
  return typeof value === 'object' && !isArray(value);
}

/**
 * What is worked out of series: on the finest of their periods, and known as the one where it is
 * one alone. Points that are no numbers are dropped.
 */
export function workedOut(
  parts: readonly TimeSeries[],
  points: readonly (readonly [ms: number, value: number])[],
  budget: Budget,
): TimeSeries {
  budget.claim(points.length);
  const alone = parts.length === 1 ? parts[0] : undefined;
  return {
    label: alone?.label ?? '',
    periodMs: parts.length === 0 ? 0 : Math.min(...parts.map(({ periodMs }) => periodMs)),
    points: new Map(points.filter(([, value]) => Number.isFinite(value))),
    source: alone?.source,
  };
}

/** Every timestamp that any of the series has, oldest first. */
export function timestampsOf(parts: readonly TimeSeries[]): number[] {
  const all = new Set(parts.flatMap(({ points }) => [...points.keys()]));
  return [...all].sort((a, b) => a - b);
}

/** @param what takes the value: a function's name */
export function wrongType(what: string, wanted: string, value: Value | undefined): MathError {
  return new MathError(`${what} takes ${wanted}, not ${kindOf(value)}`);
}

function kindOf(value: Value | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return 'a scalar';
  if (typeof value === 'string') return 'a string';
  return isArray(value) ? 'an array' : 'a time series';
}

export function expectScalar(value: Value | undefined, what: string): number {
  if (typeof value === 'number') return value;
  throw wrongType(what, 'a scalar', value);
}

export function expectText(value: Value | undefined, what: string): string {
  if (typeof value === 'string') return value;
  throw wrongType(what, 'a string', value);
}

export function expectArray(value: Value | undefined, what: string): readonly TimeSeries[] {
  if (isArray(value)) return value;
  throw wrongType(what, 'an array of time series', value);
}
