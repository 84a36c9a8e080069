import type { MathContext } from './context.ts';
import { FUNCTIONS, NOT_SERVED } from './functions.ts';
import { MathError } from './math-error.ts';
import { negate, operate } from './operators.ts';
import type { Node } from './syntax.ts';
import { array, scalar, type TimeSeries, type Value, wrongType } from './values.ts';

/**
 * Works an expression out.
 *
 * @throws {MathError} for wrong types, and for functions and queries that there are not
 */
export function evaluate(node: Node, context: MathContext): Value {
  switch (node.kind) {
    case 'number':
      return scalar(node.value);
    case 'string':
    case 'word':
      return { kind: 'text', value: node.value };
    case 'query':
      return context.query(node.id);
    case 'negate':
      return negate(evaluate(node.operand, context));
    case 'binary':
      return operate(node.operator, evaluate(node.left, context), evaluate(node.right, context));
    case 'array':
      return array(node.items.flatMap((item) => seriesOf(evaluate(item, context))));
    case 'call':
      return call(node.name, node.args, context);
  }
}

function call(name: string, args: readonly Node[], context: MathContext): Value {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (found === undefined) {
    throw new MathError(
      NOT_SERVED.includes(name)
        ? `Function '${name}' is not implemented by local AWS`
        : `Function '${name}' not found`,
    );
  }
  if (args.length < found.least || args.length > found.most) {
    const takes = found.least === found.most ? `${found.least}` : `${found.least} to ${found.most}`;
    const noun = found.most === 1 ? 'argument' : 'arguments';
    throw new MathError(`Function '${name}' takes ${takes} ${noun}, not ${args.length}`);
  }
  return found.run(
    args.map((arg) => evaluate(arg, context)),
    context,
    name,
  );
}

/** Arrays inside of an array are spread, as in `SUM([METRICS("4xx"), METRICS("5xx")])`. */
function seriesOf(value: Value): readonly TimeSeries[] {
  if (value.kind === 'series') return [value];
  if (value.kind === 'array') return value.items;
  throw wrongType('An array', 'time series', value);
}
