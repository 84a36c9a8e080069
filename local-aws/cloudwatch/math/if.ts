import type { MathFunction } from './function.ts';
import { isSeries, type TimeSeries, type Value, workedOut, wrongType } from './values.ts';

type Branch = number | TimeSeries | undefined;

/**
 * IF(condition, trueValue, falseValue). Where the condition is true and `trueValue` has no
 * datapoint there is 0; where it is false and `falseValue` has none, or is left out, there is no
 * datapoint. Source: user guide, using IF expressions.
 */
export const IF: MathFunction = {
  takes: [2, 3],
  run([condition, whenTrue, whenFalse], context, name) {
    const [yes, no] = [branch(whenTrue, name), branch(whenFalse, name)];
    if (typeof condition === 'number') {
      return (condition !== 0 ? yes : no) ?? workedOut([yes].filter(isSeries), [], context);
    }
    if (!isSeries(condition)) {
      throw wrongType(name, 'a time series or a scalar as condition', condition);
    }
    const points = [...condition.points].flatMap(([ms, is]) => {
      const value = is !== 0 ? (valueAt(yes, ms) ?? 0) : valueAt(no, ms);
      return value === undefined ? [] : [[ms, value] as const];
    });
    return workedOut([condition, yes, no].filter(isSeries), points, context);
  },
};

function branch(value: Value | undefined, name: string): Branch {
  if (value === undefined || typeof value === 'number' || isSeries(value)) return value;
  throw wrongType(name, 'a time series or a scalar as value', value);
}

function valueAt(from: Branch, ms: number): number | undefined {
  return isSeries(from) ? from.points.get(ms) : from;
}
