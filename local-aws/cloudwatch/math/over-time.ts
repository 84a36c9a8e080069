import { type MathFunction, seriesFunction } from './function.ts';
import { mapped } from './operators.ts';
import { derived, type TimeSeries } from './values.ts';

/** A series of each point with the one before it; the first point has none and is dropped. */
function fromPairs(
  change: (value: number, before: number, seconds: number) => number,
): MathFunction {
  return seriesFunction((series) => {
    const points = [...series.points];
    return derived(
      series,
      points.flatMap(([ms, value], index) => {
        const before = points[index - 1];
        if (before === undefined) return [];
        return [[ms, change(value, before[1], (ms - before[0]) / 1000)] as const];
      }),
    );
  });
}

function runningSum(series: TimeSeries): TimeSeries {
  let sum = 0;
  return mapped(series, (value) => {
    sum += value;
    return sum;
  });
}

const each = (map: (value: number) => number) => seriesFunction((series) => mapped(series, map));

/** Functions of each series by itself, value by value. */
export const OVER_TIME: Readonly<Record<string, MathFunction>> = {
  ABS: each(Math.abs),
  CEIL: each(Math.ceil),
  DIFF: fromPairs((value, before) => value - before),
  DIFF_TIME: fromPairs((_value, _before, seconds) => seconds),
  FLOOR: each(Math.floor),
  LOG: each(Math.log),
  LOG10: each(Math.log10),
  RATE: fromPairs((value, before, seconds) => (value - before) / seconds),
  RUNNING_SUM: seriesFunction(runningSum),
};
