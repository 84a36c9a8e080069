import { type MathContext, periodsIn } from './context.ts';
import type { MathFunction } from './function.ts';
import { mapSeries } from './map-series.ts';
import { derived, type TimeSeries, type Value, wrongType } from './values.ts';

type Point = readonly [ms: number, value: number];

/** The value of a gap at `ms`, by the points around it; `undefined` leaves the gap. */
type Filler = (
  ms: number,
  before: Point | undefined,
  after: Point | undefined,
) => number | undefined;

/** Fills the gaps of the range's periods: with a number, with another series, with the value before, or in a line. */
export const FILL: MathFunction = {
  least: 2,
  most: 2,
  run([value, filling], context, name) {
    const filler = fillerOf(filling, name);
    return mapSeries(value, (series) => fill(series, filler, context), name);
  },
};

function fill(series: TimeSeries, filler: Filler, context: MathContext): TimeSeries {
  const periodMs = series.periodMs || context.periodMs;
  if (periodMs === undefined) return series;
  const known = [...series.points];
  let next = 0;
  const filled: Point[] = [];
  for (const ms of periodsIn(context.range, periodMs)) {
    while ((known[next]?.[0] ?? Number.POSITIVE_INFINITY) < ms) next += 1;
    const after = known[next];
    const value = after?.[0] === ms ? after[1] : filler(ms, known[next - 1], after);
    if (value !== undefined) filled.push([ms, value]);
  }
  return derived(series, filled);
}

function fillerOf(value: Value | undefined, name: string): Filler {
  if (value?.kind === 'scalar') return () => value.value;
  if (value?.kind === 'series') return (ms) => value.points.get(ms);
  if (value?.kind === 'text' && value.value === 'REPEAT') return (_ms, before) => before?.[1];
  if (value?.kind === 'text' && value.value === 'LINEAR') return inLine;
  throw wrongType(name, 'a scalar, a time series, REPEAT or LINEAR as filler', value);
}

const inLine: Filler = (ms, before, after) => {
  if (before === undefined || after === undefined) return undefined;
  const way = (ms - before[0]) / (after[0] - before[0]);
  return before[1] + (after[1] - before[1]) * way;
};
