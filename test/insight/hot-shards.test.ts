import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hotShards } from '../../src/insight/hot-shards.ts';
import { MINUTE_MS } from '../../src/minutes.ts';

const RULE = { minLead: 2, minMinutes: 3 };

/** Of shards `a`, `b` and so on, each with its records minute by minute. */
function hot(records: readonly (readonly number[])[], periodMs = MINUTE_MS): string[] {
  const counts = new Map(
    records.map((minutes, at) => [
      'abc'.charAt(at),
      new Map(minutes.map((count, minute) => [minute * periodMs, count])),
    ]),
  );
  return hotShards(counts, RULE, periodMs);
}

test('A shard that took so many times what any other did for so many minutes is hot', () => {
  assert.equal(hot([[20, 20, 20], [10, 10, 10], []]), ['a']);
  assert.equal(hot([[20, 20, 20], [10, 10, 11], []]), []);
  assert.equal(hot([[20, 20], [10, 10], []]), []);
});

test('A time at which two took as much counts for the first of them', () => {
  const records = [
    [20, 20, 10],
    [5, 5, 10],
  ];
  assert.equal(hot(records), ['a']);
});

test('Where heat moves from one shard to another both were hot, though neither leads over the whole time', () => {
  const records = [
    [120, 120, 120, 0, 0, 0, 0, 0, 0],
    [12, 12, 12, 12, 12, 12, 45, 50, 45],
    [0, 0, 0, 112, 112, 112, 50, 45, 50],
  ];
  assert.equal(hot(records), ['a', 'c']);
});

test('Even traffic in which now this and now that shard is ahead marks none, nor does one odd minute', () => {
  assert.equal(
    hot([
      [12, 8, 12, 8, 12, 8],
      [8, 12, 8, 12, 8, 12],
    ]),
    [],
  );
  assert.equal(
    hot([
      [10, 10, 90, 10],
      [11, 11, 11, 11],
    ]),
    [],
  );
});

test('A datapoint of a long period is as many minutes, and a shard alone or without records is not hot', () => {
  assert.equal(hot([[20], [10]], 3 * MINUTE_MS), ['a']);
  assert.equal(hot([[20, 20, 20]]), []);
  assert.equal(
    hot([
      [0, 0, 0],
      [0, 0, 0],
    ]),
    [],
  );
});

test.run();
