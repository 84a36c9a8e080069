import { periodsIn } from './context.ts';
import type { MathFunction } from './function.ts';
import { MathError } from './math-error.ts';
import { array, expectScalar, scalar, type Value, wrongType } from './values.ts';

/** Functions that bring in series, or tell of them. */
export const SOURCES: Readonly<Record<string, MathFunction>> = {
  /** The request's metrics, or those with a text in their id. */
  METRICS: {
    least: 0,
    most: 1,
    run([within], { metrics }, name) {
      const text = within === undefined ? '' : expectText(within, name);
      return array([...metrics].filter(([id]) => id.includes(text)).map(([, series]) => series));
    },
  },
  /** In seconds, of a metric only. */
  PERIOD: {
    least: 1,
    most: 1,
    run([value], _context, name) {
      if (value?.kind === 'series' && value.isMetric) return scalar(value.periodMs / 1000);
      throw wrongType(name, 'a metric, and not the result of an expression', value);
    },
  },
  SEARCH: {
    least: 2,
    most: 3,
    run([query, stat, period], context, name) {
      const seconds = period === undefined ? undefined : expectScalar(period, name);
      return array(context.search(expectText(query, name), expectText(stat, name), seconds));
    },
  },
  /** The same value in every period of the range. */
  TIME_SERIES: {
    least: 1,
    most: 1,
    run([value], { range, periodMs }, name) {
      const constant = expectScalar(value, name);
      if (periodMs === undefined) throw new MathError('Period must not be null');
      const points = new Map(periodsIn(range, periodMs).map((ms) => [ms, constant]));
      return { kind: 'series', label: '', periodMs, points };
    },
  },
};

function expectText(value: Value | undefined, name: string): string {
  if (value?.kind === 'text') return value.value;
  throw wrongType(name, 'a string', value);
}
