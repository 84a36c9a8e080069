import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type CountsByMinute,
  newestMinute,
  total,
  totalsByShard,
  within,
} from '../../src/insight/counts.ts';

const COUNTS: CountsByMinute = new Map([
  ['b', new Map([[180_000, 1]])],
  [
    'a',
    new Map([
      [120_000, 5],
      [240_000, 0],
      [60_000, 7],
    ]),
  ],
  ['c', new Map()],
]);

test('Counts are added up for all shards, for one, and for each', () => {
  assert.is(total(COUNTS), 13);
  assert.is(total(COUNTS, 'a'), 12);
  assert.equal(totalsByShard(COUNTS), { a: 12, b: 1, c: 0 });
});

test('The newest minute is that of any shard that received records in it, whatever the order', () => {
  assert.is(newestMinute(COUNTS), 180_000);
  assert.is(newestMinute(new Map([['a', new Map([[60_000, 0]])]])), undefined);
});

test('A window has the minute that it starts with, and not the one that it ends with', () => {
  assert.equal(
    within(COUNTS, { startMs: 120_000, endMs: 240_000 }),
    new Map([
      ['b', new Map([[180_000, 1]])],
      ['a', new Map([[120_000, 5]])],
      ['c', new Map()],
    ]),
  );
});

test.run();
