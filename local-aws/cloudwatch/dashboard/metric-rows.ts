import { isPeriod } from '../aggregate.ts';
import type { Expectation } from './expectations.ts';
import { type Findings, isObject, type JsonObject } from './findings.ts';

const NOT_A_ROW =
  'Field "metrics" has to be an array of array of strings, with an optional metricRenderer object as last element';

const is = (type: string) => (value: unknown) => typeof value === type;

/** The rendering properties that end a row, and what each takes. Source: dashboard body reference. */
const RENDERER: Readonly<Record<string, (value: unknown) => boolean>> = {
  accountId: is('string'),
  color: (value) => typeof value === 'string' && /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value),
  expression: is('string'),
  id: (value) => typeof value === 'string' && /^[a-z][a-zA-Z0-9_]*$/.test(value),
  label: is('string'),
  period: (value) => typeof value === 'number' && isPeriod(value),
  region: is('string'),
  stat: is('string'),
  visible: is('boolean'),
  yAxis: (value) => value === 'left' || value === 'right',
};

/**
 * One row of a metric widget's `metrics`: namespace, metric name and dimensions by name and value,
 * `.` for what the row before has there, `...` for all that it begins with, and an object of
 * rendering properties at the end; or that object alone, with an expression.
 *
 * AWS was seen to count an object that is no renderer as one item too many: `color: "red"` is
 * answered with `Should NOT have more than 2 items`, as an odd number of strings is.
 */
export const aMetricRow: Expectation = (row, path, findings) => {
  if (!Array.isArray(row)) {
    findings.error(path, 'Should be array');
    findings.error(path, NOT_A_ROW);
    return;
  }
  const last: unknown = row.at(-1);
  const renderer = isObject(last) && isRenderer(last) ? last : undefined;
  const names: readonly unknown[] = isObject(last) ? row.slice(0, -1) : row;
  if (!expectStrings(names, path, findings)) return;
  if (names.length === 0 && renderer?.expression !== undefined) return;
  if (isObject(last) && renderer === undefined) tooMany(row, path, findings);
  else if (names.includes('...')) return;
  else if (names.length < 2) findings.error(path, 'Should NOT have less than 2 items');
  else if (names.length % 2 === 1) tooMany(row, path, findings);
};

function expectStrings(names: readonly unknown[], path: string, findings: Findings): boolean {
  const others = names.flatMap((name, index) => (typeof name === 'string' ? [] : [index]));
  for (const index of others) {
    findings.error(`${path}/${index}`, 'Invalid metric field type, only "String" type is allowed');
  }
  return others.length === 0;
}

function tooMany(row: readonly unknown[], path: string, findings: Findings): void {
  findings.error(path, `Should NOT have more than ${row.length - 1} items`);
}

function isRenderer(value: JsonObject): boolean {
  return Object.entries(value).every(([name, member]) => RENDERER[name]?.(member) ?? false);
}
