import { type Functions, type MathFunction, ofArray } from './function.ts';
import { isArray, isSeries, timestampsOf, workedOut, wrongType } from './values.ts';

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
 *
 * @param missing what a series has where it has no datapoint
 */
function aggregate(reduction: Reduction, missing: readonly number[] = []): MathFunction {
  return {
    takes: [1, 1],
    run([value], context, name) {
      if (isSeries(value)) return reduction([...value.points.values()]);
      if (!isArray(value)) throw wrongType(name, 'a time series or an array of time series', value);
      const valuesAt = (ms: number) => value.flatMap(({ points }) => points.get(ms) ?? missing);
      const points = timestampsOf(value).map((ms) => [ms, reduction(valuesAt(ms))] as const);
      return workedOut(value, points, context);
    },
  };
}

export const AGGREGATES: Functions = {
  AVG: aggregate(average, [0]),
  DATAPOINT_COUNT: aggregate((values) => values.length),
  MAX: aggregate(maximum),
  METRIC_COUNT: ofArray((items) => items.length),
  MIN: aggregate(minimum),
  STDDEV: aggregate(standardDeviation),
  SUM: aggregate(sum),
};
