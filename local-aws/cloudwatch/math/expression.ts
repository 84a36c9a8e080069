import { invalidSyntax, Scanner } from '../scanner.ts';
import type { MathContext } from './context.ts';
import { FUNCTIONS, NOT_SERVED } from './functions.ts';
import { type Operator, operate } from './operators.ts';
import { isArray, isSeries, MathError, type Value, wrongType } from './values.ts';

/**
 * An expression that is ready to be worked out.
 *
 * @throws {MathError} for wrong types, and for queries that there are not
 */
export type Expression = (context: MathContext) => Value;

/** Operators from the loosest to the tightest; all of them group to the left. */
const LEVELS = [/\|\||OR\b/y, /&&|AND\b/y, /[=!]=|[<>]=?/y, /[+-]/y, /[*/]/y];
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/**
 * Reads a metric math expression.
 *
 * @throws {MathError} for what is none, and for functions that there are not
 */
export function parse(text: string): Expression {
  const scanner = new Scanner(text);
  const expression = readExpression(scanner);
  if (!scanner.atEnd) throw invalidSyntax();
  return expression;
}

function readExpression(scanner: Scanner, level = 0): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return readSigned(scanner);
  let left = readExpression(scanner, level + 1);
  for (;;) {
    const operator = scanner.take(operators);
    if (operator === undefined) return left;
    left = binary(operator as Operator, left, readExpression(scanner, level + 1));
  }
}

function binary(operator: Operator, left: Expression, right: Expression): Expression {
  return (context) => operate(operator, left(context), right(context), context);
}

function negated(operand: Expression): Expression {
  return binary('*', operand, () => -1);
}

function readSigned(scanner: Scanner): Expression {
  let isNegative = false;
  while (scanner.take(/-/y)) isNegative = !isNegative;
  const operand = readPower(scanner);
  return isNegative ? negated(operand) : operand;
}

/** `2^-1` negates the exponent, `-2^2` the power. */
function readPower(scanner: Scanner): Expression {
  let left = readOperand(scanner);
  while (scanner.take(/\^/y)) {
    const isNegative = scanner.take(/-/y) !== undefined;
    const exponent = readOperand(scanner);
    left = binary('^', left, isNegative ? negated(exponent) : exponent);
  }
  return left;
}

function readOperand(scanner: Scanner): Expression {
  if (scanner.take(/\(/y)) {
    const inside = scanner.nested(() => readExpression(scanner));
    scanner.expect(/\)/y);
    return inside;
  }
  if (scanner.take(/\[/y)) {
    const items = readList(scanner, /\]/y);
    return (context) => items.flatMap((item) => itemsOf(item(context), context));
  }
  const number = scanner.take(NUMBER);
  if (number !== undefined) return () => Number(number);
  const quoted = scanner.take(/"[^"]*"|'[^']*'/y);
  if (quoted !== undefined) return () => quoted.slice(1, -1);
  const name = scanner.expect(/[a-zA-Z_]\w*/y);
  if (scanner.take(/\(/y)) return calling(name, readList(scanner, /\)/y));
  // what is no query's id is a word that only some functions know: DESC, REPEAT
  return /^[a-z]/.test(name) ? (context) => context.query(name) : () => name;
}

function readList(scanner: Scanner, end: RegExp): Expression[] {
  const items: Expression[] = [];
  if (scanner.take(end)) return items;
  do items.push(scanner.nested(() => readExpression(scanner)));
  while (scanner.take(/,/y));
  scanner.expect(end);
  return items;
}

/** Arrays inside of an array are spread, as in `SUM([METRICS("4xx"), METRICS("5xx")])`. */
function itemsOf(value: Value, context: MathContext) {
  if (!isSeries(value) && !isArray(value)) throw wrongType('An array', 'time series', value);
  context.claim(isArray(value) ? value.length : 1);
  return value;
}

function calling(name: string, args: readonly Expression[]): Expression {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (found === undefined) {
    throw new MathError(
      NOT_SERVED.includes(name)
        ? `Function '${name}' is not implemented by local AWS`
        : `Function '${name}' not found`,
    );
  }
  const [least, most] = found.takes;
  if (args.length < least || args.length > most) {
    const takes = least === most ? `${least}` : `${least} to ${most}`;
    const noun = most === 1 ? 'argument' : 'arguments';
    throw new MathError(`Function '${name}' takes ${takes} ${noun}, not ${args.length}`);
  }
  return (context) =>
    found.run(
      args.map((arg) => arg(context)),
      context,
      name,
    );
}
