import { AGGREGATES, average, maximum, minimum, sum } from './aggregates.ts';
import { periodsIn } from './context.ts';
import { FILL } from './fill.ts';
import { type Functions, type MathFunction, mapValues, ofArray, ofEach } from './function.ts';
import { IF } from './if.ts';
import {
  type Budget,
  expectArray,
  expectScalar,
  expectText,
  isSeries,
  MathError,
  type TimeSeries,
  workedOut,
  wrongType,
} from './values.ts';

const each = (map: (value: number) => number) =>
  ofEach((series, budget) => mapValues(series, map, budget));

/** A series of each point with the one before it; the first point has none and is dropped. */
function fromPairs(
  change: (value: number, before: number, seconds: number) => number,
): MathFunction {
  return ofEach((series, budget) => {
    const points = [...series.points];
    const changes = points.slice(1).map(([ms, value], index) => {
      const [beforeMs, before] = points[index] ?? [ms, value];
      return [ms, change(value, before, (ms - beforeMs) / 1000)] as const;
    });
    return workedOut([series], changes, budget);
  });
}

function runningSum(series: TimeSeries, budget: Budget): TimeSeries {
  let total = 0;
  const add = (value: number) => {
    total += value;
    return total;
  };
  return mapValues(series, add, budget);
}

const isEmpty = ({ points }: TimeSeries) => points.size === 0;
const NO_SERIES: TimeSeries = { label: '', periodMs: 0, points: new Map() };
const SORTED_BY = new Map([
  ['AVG', average],
  ['MAX', maximum],
  ['MIN', minimum],
  ['SUM', sum],
]);

/** Every metric math function that is served, by the name that expressions call it. */
export const FUNCTIONS: Functions = {
  ...AGGREGATES,
  ABS: each(Math.abs),
  CEIL: each(Math.ceil),
  DIFF: fromPairs((value, before) => value - before),
  DIFF_TIME: fromPairs((_value, _before, seconds) => seconds),
  FILL,
  FIRST: ofArray((items) => items[0] ?? NO_SERIES),
  FLOOR: each(Math.floor),
  IF,
  LAST: ofArray((items) => items.at(-1) ?? NO_SERIES),
  LOG: each(Math.log),
  LOG10: each(Math.log10),
  /** The request's metrics, or those with a text in their id. */
  METRICS: {
    takes: [0, 1],
    run([within = ''], { metrics }, name) {
      const text = expectText(within, name);
      return [...metrics].filter(([id]) => id.includes(text)).map(([, series]) => series);
    },
  },
  /** In seconds, of a metric only. */
  PERIOD: {
    takes: [1, 1],
    run([value], _context, name) {
      if (isSeries(value) && value.isMetric) return value.periodMs / 1000;
      throw wrongType(name, 'a metric, and not the result of an expression', value);
    },
  },
  RATE: fromPairs((value, before, seconds) => (value - before) / seconds),
  REMOVE_EMPTY: ofArray((items) => items.filter((item) => !isEmpty(item))),
  RUNNING_SUM: ofEach(runningSum),
  SEARCH: {
    takes: [2, 3],
    run([query, stat, period], context, name) {
      const seconds = period === undefined ? undefined : expectScalar(period, name);
      return context.search(expectText(query, name), expectText(stat, name), seconds);
    },
  },
  SLICE: {
    takes: [2, 3],
    run([value, start, end], _context, name) {
      const until = end === undefined ? undefined : expectScalar(end, name);
      return expectArray(value, name).slice(expectScalar(start, name), until);
    },
  },
  /** SORT(TS[], AVG | MIN | MAX | SUM, ASC | DESC, limit); series without datapoints come last. */
  SORT: {
    takes: [3, 4],
    run([value, by, order, limit], _context, name) {
      const items = expectArray(value, name);
      const measure = SORTED_BY.get(String(by));
      if (measure === undefined) throw new MathError(`${name} sorts by AVG, MIN, MAX or SUM`);
      if (order !== 'ASC' && order !== 'DESC') {
        throw new MathError(`${name} sorts in the order ASC or DESC`);
      }
      const direction = order === 'ASC' ? 1 : -1;
      const sorted = items
        .filter((item) => !isEmpty(item))
        .map((item) => ({ item, key: measure([...item.points.values()]) }))
        .sort((a, b) => direction * (a.key - b.key))
        .map(({ item }) => item);
      const most = limit === undefined ? undefined : expectScalar(limit, name);
      return [...sorted, ...items.filter(isEmpty)].slice(0, most);
    },
  },
  /** The same value in every period of the range. */
  TIME_SERIES: {
    takes: [1, 1],
    run([value], context, name) {
      const { range, periodMs } = context;
      const constant = expectScalar(value, name);
      if (periodMs === undefined) throw new MathError('Period must not be null');
      const points = periodsIn(range, periodMs).map((ms) => [ms, constant] as const);
      return { ...workedOut([], points, context), periodMs };
    },
  },
};

/** What CloudWatch has beside them. Source: user guide, functions supported for metric math. */
export const NOT_SERVED: readonly string[] = [
  'ANOMALY_DETECTION_BAND',
  'DATE',
  'DAY',
  'DB_PERF_INSIGHTS',
  'EPOCH',
  'HOUR',
  'INSIGHT_RULE_METRIC',
  'LAMBDA',
  'MINUTE',
  'MONTH',
  'SERVICE_QUOTA',
  'YEAR',
];
