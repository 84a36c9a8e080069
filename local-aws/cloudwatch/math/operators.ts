import { MathError } from './math-error.ts';
import type { BinaryOperator } from './syntax.ts';
import {
  array,
  combined,
  derived,
  scalar,
  type TimeSeries,
  timestampsOf,
  type Value,
} from './values.ts';

type Operation = (left: number, right: number) => number;

const truth = (is: boolean) => (is ? 1 : 0);

const OPERATIONS: Readonly<Record<BinaryOperator, Operation>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '<': (left, right) => truth(left < right),
  '<=': (left, right) => truth(left <= right),
  '>': (left, right) => truth(left > right),
  '>=': (left, right) => truth(left >= right),
  '&&': (left, right) => truth(left !== 0 && right !== 0),
  '||': (left, right) => truth(left !== 0 || right !== 0),
};

/**
 * Applies an operator, spreading scalars and series over series and arrays. Between two series a
 * missing value counts as 0, and a datapoint that would divide by zero is dropped. Source: user
 * guide, metric math, basic arithmetic functions.
 *
 * @throws {MathError} for two arrays, and for strings
 */
export function operate(operator: BinaryOperator, left: Value, right: Value): Value {
  const operation = OPERATIONS[operator];
  if (left.kind === 'text' || right.kind === 'text') {
    throw new MathError(`Operator '${operator}' does not take strings`);
  }
  if (left.kind === 'array' && right.kind === 'array') {
    throw new MathError(`Operator '${operator}' does not take two arrays of time series`);
  }
  if (left.kind === 'array') {
    return array(left.items.map((item) => named(item, series(operate(operator, item, right)))));
  }
  if (right.kind === 'array') {
    return array(right.items.map((item) => named(item, series(operate(operator, left, item)))));
  }
  if (left.kind === 'scalar') {
    if (right.kind === 'scalar') return scalar(operation(left.value, right.value));
    return mapped(right, (value) => operation(left.value, value));
  }
  if (right.kind === 'scalar') return mapped(left, (value) => operation(value, right.value));
  const parts = [left, right];
  return combined(
    parts,
    timestampsOf(parts).map((ms) => [
      ms,
      operation(left.points.get(ms) ?? 0, right.points.get(ms) ?? 0),
    ]),
  );
}

/** Unary minus. */
export function negate(operand: Value): Value {
  return operate('*', operand, scalar(-1));
}

/** The series with a function applied to every value. */
export function mapped(model: TimeSeries, map: (value: number) => number): TimeSeries {
  return derived(
    model,
    [...model.points].map(([ms, value]) => [ms, map(value)]),
  );
}

function series(value: Value): TimeSeries {
  if (value.kind === 'series') return value;
  throw new MathError('Invalid syntax');
}

function named(model: TimeSeries, result: TimeSeries): TimeSeries {
  return { ...result, label: model.label, source: model.source };
}
