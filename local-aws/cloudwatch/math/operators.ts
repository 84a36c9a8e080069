import {
  type Budget,
  isArray,
  isSeries,
  MathError,
  type TimeSeries,
  timestampsOf,
  type Value,
  workedOut,
} from './values.ts';

const and = (left: number, right: number) => Number(left !== 0 && right !== 0);
const or = (left: number, right: number) => Number(left !== 0 || right !== 0);

const OPERATIONS = {
  '+': (left: number, right: number) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right,
  '^': (left: number, right: number) => left ** right,
  '==': (left: number, right: number) => Number(left === right),
  '!=': (left: number, right: number) => Number(left !== right),
  '<': (left: number, right: number) => Number(left < right),
  '<=': (left: number, right: number) => Number(left <= right),
  '>': (left: number, right: number) => Number(left > right),
  '>=': (left: number, right: number) => Number(left >= right),
  '&&': and,
  AND: and,
  '||': or,
  OR: or,
};

export type Operator = keyof typeof OPERATIONS;

/**
 * Applies an operator, spreading scalars and series over series and arrays. Between two series a
 * missing value counts as 0, and a datapoint that would divide by zero is dropped. Source: user
 * guide, metric math, basic arithmetic functions.
 *
 * @throws {MathError} for two arrays, and for strings
 */
export function operate(operator: Operator, left: Value, right: Value, budget: Budget): Value {
  if (typeof left === 'string' || typeof right === 'string') {
    throw new MathError(`Operator '${operator}' does not take strings`);
  }
  if (isArray(left)) {
    if (isArray(right)) {
      throw new MathError(`Operator '${operator}' does not take two arrays of time series`);
    }
    return left.map((item) => knownAs(item, pointwise(operator, item, right, budget)));
  }
  if (isArray(right)) {
    return right.map((item) => knownAs(item, pointwise(operator, left, item, budget)));
  }
  if (typeof left === 'number' && typeof right === 'number') {
    return OPERATIONS[operator](left, right);
  }
  return pointwise(operator, left, right, budget);
}

function pointwise(
  operator: Operator,
  left: number | TimeSeries,
  right: number | TimeSeries,
  budget: Budget,
): TimeSeries {
  const parts = [left, right].filter(isSeries);
  const at = (operand: number | TimeSeries, ms: number) =>
    isSeries(operand) ? (operand.points.get(ms) ?? 0) : operand;
  const operation = OPERATIONS[operator];
  const points = timestampsOf(parts).map(
    (ms) => [ms, operation(at(left, ms), at(right, ms))] as const,
  );
  return workedOut(parts, points, budget);
}

function knownAs({ label, source }: TimeSeries, result: TimeSeries): TimeSeries {
  return { ...result, label, source };
}
