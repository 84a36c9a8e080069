import type { MathContext } from './context.ts';
import {
  type Budget,
  expectArray,
  isArray,
  isSeries,
  type TimeSeries,
  type Value,
  workedOut,
  wrongType,
} from './values.ts';

/** A metric math function: how many arguments it takes, and what it makes of them. */
export interface MathFunction {
  readonly takes: readonly [least: number, most: number];
  run(args: readonly Value[], context: MathContext, name: string): Value;
}

export type Functions = Readonly<Record<string, MathFunction>>;

/** TS[] → any. */
export function ofArray(make: (items: readonly TimeSeries[]) => Value): MathFunction {
  return { takes: [1, 1], run: ([value], _context, name) => make(expectArray(value, name)) };
}

/** TS → TS and TS[] → TS[]. */
export function ofEach(map: (series: TimeSeries, budget: Budget) => TimeSeries): MathFunction {
  return {
    takes: [1, 1],
    run: ([value], context, name) => mapEach(value, (series) => map(series, context), name),
  };
}

/** Applies `map` to a series, or to each of an array. */
export function mapEach(
  value: Value | undefined,
  map: (series: TimeSeries) => TimeSeries,
  name: string,
): Value {
  if (isSeries(value)) return map(value);
  if (isArray(value)) return value.map(map);
  throw wrongType(name, 'a time series or an array of time series', value);
}

/** The series with a function applied to every value. */
export function mapValues(
  series: TimeSeries,
  map: (value: number) => number,
  budget: Budget,
): TimeSeries {
  const points = [...series.points].map(([ms, value]) => [ms, map(value)] as const);
  return workedOut([series], points, budget);
}
