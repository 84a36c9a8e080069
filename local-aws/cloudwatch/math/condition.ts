import type { MathFunction } from './function.ts';
import { combined, scalar, type TimeSeries, type Value, wrongType } from './values.ts';

/**
 * IF(condition, trueValue, falseValue). Where the condition is true and `trueValue` has no
 * datapoint there is 0; where it is false and `falseValue` has none, or is left out, there is no
 * datapoint. Source: user guide, using IF expressions.
 */
export const IF: MathFunction = {
  least: 2,
  most: 3,
  run([condition, whenTrue, whenFalse], _context, name) {
    const [yes, no] = [branch(whenTrue, name), branch(whenFalse, name)];
    if (condition?.kind === 'scalar') {
      const chosen = condition.value !== 0 ? yes : no;
      if (typeof chosen === 'number') return scalar(chosen);
      return chosen ?? combined(typeof yes === 'object' ? [yes] : [], []);
    }
    if (condition?.kind !== 'series') {
      throw wrongType(name, 'a time series or a scalar as condition', condition);
    }
    const parts = [condition, yes, no].filter((part) => typeof part === 'object');
    const points = [...condition.points].flatMap(([ms, is]) => {
      const value = is !== 0 ? (valueAt(yes, ms) ?? 0) : valueAt(no, ms);
      return value === undefined ? [] : [[ms, value] as const];
    });
    return combined(parts, points);
  },
};

type Branch = number | TimeSeries | undefined;

function branch(value: Value | undefined, name: string): Branch {
  if (value === undefined || value.kind === 'series') return value;
  if (value.kind === 'scalar') return value.value;
  throw wrongType(name, 'a time series or a scalar as value', value);
}

function valueAt(from: Branch, ms: number): number | undefined {
  return typeof from === 'object' ? from.points.get(ms) : from;
}
