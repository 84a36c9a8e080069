import { type MathContext, periodsIn } from './context.ts';
import { type MathFunction, mapEach } from './function.ts';
import { isSeries, type TimeSeries, type Value, workedOut, wrongType } from './values.ts';

type Point = readonly [ms: number, value: number];

/** The value of a gap at `ms`, by the points around it; `undefined` leaves the gap. */
type Filler = (ms: number, before?: Point, after?: Point) => number | undefined;

/** Fills the gaps of the range's periods: with a number, with another series, with the value before, or in a line. */
export const FILL: MathFunction = {
  takes: [2, 2],
  run([value, filling], context, name) {
    const filler = fillerOf(filling, name);
    return mapEach(value, (series) => fill(series, filler, context), name);
  },
};

function fill(series: TimeSeries, filler: Filler, context: MathContext): TimeSeries {
  const periodMs = series.periodMs || context.periodMs;
  if (periodMs === undefined) return series;
  const known = [...series.points];
  let next = 0;
  const filled = periodsIn(context.range, periodMs).flatMap((ms): Point[] => {
    while ((known[next]?.[0] ?? Number.POSITIVE_INFINITY) < ms) next += 1;
    const after = known[next];
    const value = after?.[0] === ms ? after[1] : filler(ms, known[next - 1], after);
    return value === undefined ? [] : [[ms, value]];
  });
  return workedOut([series], filled, context);
}

function fillerOf(filling: Value | undefined, name: string): Filler {
  if (typeof filling === 'number') return () => filling;
  if (isSeries(filling)) return (ms) => filling.points.get(ms);
  if (filling === 'REPEAT') return (_ms, before) => before?.[1];
  if (filling === 'LINEAR') return inLine;
  throw wrongType(name, 'a scalar, a time series, REPEAT or LINEAR as filler', filling);
}

const inLine: Filler = (ms, before, after) => {
  if (before === undefined || after === undefined) return undefined;
  const way = (ms - before[0]) / (after[0] - before[0]);
  return before[1] + (after[1] - before[1]) * way;
};
