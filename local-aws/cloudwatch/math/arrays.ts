import { average, maximum, minimum, sum } from './aggregates.ts';
import type { MathFunction } from './function.ts';
import { MathError } from './math-error.ts';
import {
  array,
  combined,
  expectArray,
  expectScalar,
  type TimeSeries,
  type Value,
} from './values.ts';

const SORTED_BY = { AVG: average, MAX: maximum, MIN: minimum, SUM: sum };

/** SORT(TS[], AVG | MIN | MAX | SUM, ASC | DESC, limit); series without datapoints come last. */
const SORT: MathFunction = {
  least: 3,
  most: 4,
  run([value, by, order, limit], _context, name) {
    const items = expectArray(value, name);
    const measure = Object.entries(SORTED_BY).find(([word]) => isWord(by, word))?.[1];
    if (measure === undefined) throw new MathError(`${name} sorts by AVG, MIN, MAX or SUM`);
    if (!isWord(order, 'ASC') && !isWord(order, 'DESC')) {
      throw new MathError(`${name} sorts in the order ASC or DESC`);
    }
    const direction = isWord(order, 'ASC') ? 1 : -1;
    const keyed = items
      .filter(({ points }) => points.size > 0)
      .map((item) => ({ item, key: measure([...item.points.values()]) }))
      .sort((a, b) => direction * (a.key - b.key));
    const empty = items.filter(({ points }) => points.size === 0);
    const sorted = [...keyed.map(({ item }) => item), ...empty];
    return array(limit === undefined ? sorted : sorted.slice(0, expectScalar(limit, name)));
  },
};

function isWord(value: Value | undefined, word: string): boolean {
  return value?.kind === 'text' && value.value === word;
}

function oneOf(pick: (items: readonly TimeSeries[]) => TimeSeries | undefined): MathFunction {
  return {
    least: 1,
    most: 1,
    run: ([value], _context, name) => pick(expectArray(value, name)) ?? combined([], []),
  };
}

/** Functions that choose among the series of an array. */
export const ARRAYS: Readonly<Record<string, MathFunction>> = {
  FIRST: oneOf((items) => items[0]),
  LAST: oneOf((items) => items.at(-1)),
  REMOVE_EMPTY: {
    least: 1,
    most: 1,
    run: ([value], _context, name) =>
      array(expectArray(value, name).filter(({ points }) => points.size > 0)),
  },
  SLICE: {
    least: 2,
    most: 3,
    run([value, start, end], _context, name) {
      const to = end === undefined ? undefined : expectScalar(end, name);
      return array(expectArray(value, name).slice(expectScalar(start, name), to));
    },
  },
  SORT,
};
