import { isPeriod } from '../aggregate.ts';
import { isObject } from '../json.ts';
import {
  aBoolean,
  anObject,
  aString,
  type Expectation,
  type Finding,
  type Members,
  oneOf,
  should,
} from './expectations.ts';

const NOT_A_ROW =
  'Field "metrics" has to be an array of array of strings, with an optional metricRenderer object as last element';

export const aColour = should(
  'be a colour such as #1f77b4',
  (value) => typeof value === 'string' && /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value),
);

/** The rendering properties that end a row. Source: dashboard body reference. */
const RENDERER: Members = {
  accountId: aString,
  color: aColour,
  expression: aString,
  id: should('be an id', (id) => typeof id === 'string' && /^[a-z][a-zA-Z0-9_]*$/.test(id)),
  label: aString,
  period: should('be a period', (seconds) => typeof seconds === 'number' && isPeriod(seconds)),
  region: aString,
  stat: aString,
  visible: aBoolean,
  yAxis: oneOf('left', 'right'),
};

/**
 * One row of a metric widget's `metrics`: namespace, metric name and dimensions by name and value,
 * `.` for what the row before has there, `...` for all that it begins with, and an object of
 * rendering properties at the end; or that object alone, with an expression.
 *
 * AWS was seen to count an object that is no renderer as one item too many: `color: "red"` is
 * answered with `Should NOT have more than 2 items`, as an odd number of strings is.
 */
export const aMetricRow: Expectation = (row, dataPath) => {
  const wrong = (message: string): Finding[] => [{ dataPath, message }];
  if (!Array.isArray(row)) return [...wrong('Should be array'), ...wrong(NOT_A_ROW)];
  const last: unknown = row.at(-1);
  const names: readonly unknown[] = isObject(last) ? row.slice(0, -1) : row;
  const others = names.flatMap((name, at) => (typeof name === 'string' ? [] : [at]));
  if (others.length > 0) {
    return others.map((at) => ({
      dataPath: `${dataPath}/${at}`,
      message: 'Invalid metric field type, only "String" type is allowed',
    }));
  }
  const oneTooMany = `Should NOT have more than ${row.length - 1} items`;
  if (isObject(last)) {
    if (!isRenderer(last)) return wrong(oneTooMany);
    if (names.length === 0 && last.expression !== undefined) return [];
  }
  if (names.includes('...')) return [];
  if (names.length < 2) return wrong('Should NOT have less than 2 items');
  return names.length % 2 === 0 ? [] : wrong(oneTooMany);
};

function isRenderer(value: object): boolean {
  const known = Object.keys(value).every((name) => Object.hasOwn(RENDERER, name));
  return known && [...anObject(RENDERER)(value, '')].length === 0;
}
