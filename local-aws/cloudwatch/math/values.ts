import type { MetricIdentity } from '../metric-store.ts';
import { MathError } from './math-error.ts';

/** The metric that a time series was read from, or was worked out of alone. */
export interface MetricSource {
  readonly identity: MetricIdentity;
  readonly stat: string;
}

/** What the user guide calls TS. */
export interface TimeSeries {
  readonly kind: 'series';
  readonly label: string;
  /** in milliseconds */
  readonly periodMs: number;
  /** start of the period in milliseconds → value, oldest first */
  readonly points: ReadonlyMap<number, number>;
  readonly source?: MetricSource | undefined;
  /** a metric as it was read, and not the result of an expression */
  readonly isMetric?: boolean | undefined;
}

/** S, TS, TS[] and the strings that some functions take. */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | TimeSeries
  | { readonly kind: 'array'; readonly items: readonly TimeSeries[] };

export function scalar(value: number): Value {
  return { kind: 'scalar', value };
}

export function array(items: readonly TimeSeries[]): Value {
  return { kind: 'array', items };
}

/** A series like `model`, with other points: no longer a metric, but with its label. Points that are no numbers are dropped. */
export function derived(
  model: TimeSeries,
  points: Iterable<readonly [number, number]>,
): TimeSeries {
  return {
    kind: 'series',
    label: model.label,
    periodMs: model.periodMs,
    source: model.source,
    points: new Map([...points].filter(([, value]) => Number.isFinite(value))),
  };
}

/** The series of several: on the finest of their periods. */
export function combined(
  parts: readonly TimeSeries[],
  points: Iterable<readonly [number, number]>,
): TimeSeries {
  const periodMs = Math.min(...parts.map((part) => part.periodMs));
  const model: TimeSeries = {
    kind: 'series',
    label: '',
    periodMs: Number.isFinite(periodMs) ? periodMs : 0,
    points: new Map(),
  };
  return derived(model, points);
}

/** Every timestamp that any of the series has, oldest first. */
export function timestampsOf(parts: readonly TimeSeries[]): number[] {
  const all = new Set<number>();
  for (const { points } of parts) for (const ms of points.keys()) all.add(ms);
  return [...all].sort((a, b) => a - b);
}

const NAMES = { scalar: 'a scalar', text: 'a string', series: 'a time series', array: 'an array' };

export function kindOf(value: Value): string {
  return NAMES[value.kind];
}

export function expectScalar(value: Value | undefined, what: string): number {
  if (value?.kind === 'scalar') return value.value;
  throw wrongType(what, 'a scalar', value);
}

export function expectArray(value: Value | undefined, what: string): readonly TimeSeries[] {
  if (value?.kind === 'array') return value.items;
  throw wrongType(what, 'an array of time series', value);
}

export function wrongType(what: string, wanted: string, value: Value | undefined): MathError {
  return new MathError(
    `${what} takes ${wanted}, not ${value === undefined ? 'nothing' : kindOf(value)}`,
  );
}
