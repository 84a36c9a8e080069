import type { MathFunction } from './function.ts';
import { combined, expectArray, scalar, timestampsOf, type Value, wrongType } from './values.ts';

type Reduction = (values: readonly number[]) => number;

export const sum: Reduction = (values) => values.reduce((total, value) => total + value, 0);
export const average: Reduction = (values) => sum(values) / values.length;
// not spread into Math.min: a range can hold more values than a call takes arguments
export const minimum: Reduction = (values) =>
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
export const maximum: Reduction = (values) =>
  values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);

/** Of all values, not of a sample of them. */
const standardDeviation: Reduction = (values) => {
  const mean = average(values);
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
};

/**
 * TS → S over all of its values; TS[] → TS, at each timestamp that one of them has, over the
 * values there. Source: user guide, functions supported for metric math.
 */
function aggregate(reduction: Reduction, options: { missingIsZero?: boolean } = {}): MathFunction {
  return {
    least: 1,
    most: 1,
    run: ([value], _context, name): Value => {
      if (value?.kind === 'series') return scalar(reduction([...value.points.values()]));
      if (value?.kind !== 'array') {
        throw wrongType(name, 'a time series or an array of time series', value);
      }
      const { items } = value;
      const valuesAt = (ms: number) =>
        items.flatMap(({ points }) => points.get(ms) ?? (options.missingIsZero ? 0 : []));
      return combined(
        items,
        timestampsOf(items).map((ms) => [ms, reduction(valuesAt(ms))]),
      );
    },
  };
}

export const AGGREGATES: Readonly<Record<string, MathFunction>> = {
  AVG: aggregate(average, { missingIsZero: true }),
  DATAPOINT_COUNT: aggregate((values) => values.length),
  MAX: aggregate(maximum),
  MIN: aggregate(minimum),
  STDDEV: aggregate(standardDeviation),
  SUM: aggregate(sum),
  METRIC_COUNT: {
    least: 1,
    most: 1,
    run: ([value], _context, name) => scalar(expectArray(value, name).length),
  },
};
