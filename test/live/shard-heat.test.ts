import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CountsByMinute } from '../../src/insight/counts.ts';
import { windowHeat } from '../../src/live/shards/shard-heat.ts';
import type { ListedShard } from '../../src/stream/shards.ts';

const RULE = { windowMinutes: 3, minMinutes: 2, maxTimesFairShare: 1.5 };
const MINUTE = 60_000;
/** minutes 0 to 9 */
const LIFE = { startMs: 0, endMs: 10 * MINUTE };

function shard(id: number, open: boolean, ...parents: number[]): ListedShard {
  return {
    shardId: `shard-${id}`,
    startingHashKey: 0n,
    endingHashKey: 1n,
    open,
    parentShardIds: parents.map((parent) => `shard-${parent}`),
  };
}

/** Per shard, its records by minute. */
function sums(...shards: readonly Readonly<Record<number, number>>[]): CountsByMinute {
  return new Map(
    shards.map((minutes, id) => [
      `shard-${id}`,
      new Map(Object.entries(minutes).map(([at, count]) => [Number(at) * MINUTE, count])),
    ]),
  );
}

function judged(shards: readonly ListedShard[], records: CountsByMinute, refused = sums()) {
  const warm = windowHeat(shards, { life: LIFE, records, refused }, RULE);
  if (warm === undefined) return undefined;
  return {
    minutes: [warm.window.startMs / MINUTE, warm.window.endMs / MINUTE],
    shares: Object.fromEntries(
      [...warm.heat].map(([id, { timesFairShare, relation }]) => [
        id.slice(-1),
        `${timesFairShare.toFixed(2)} ${relation}`,
      ]),
    ),
  };
}

test('Heat is of the newest minutes with records, no more than the window has, and idle shards count', () => {
  const shards = [shard(0, true), shard(1, true)];
  assert.equal(judged(shards, sums({ 1: 100, 4: 300, 6: 300 }, { 6: 0 })), {
    minutes: [4, 7],
    shares: { 0: '2.00 relatively hot', 1: '0.00 not hot' },
  });
});

test('A window does not begin before the stream', () => {
  assert.equal(judged([shard(0, true)], sums({ 0: 5 }))?.minutes, [0, 1]);
});

test('Nothing is judged where no minute has records', () => {
  assert.is(judged([shard(0, true)], sums({ 3: 0 })), undefined);
});

test('After a split the closed shard shows its heat until its children take records', () => {
  const shards = [shard(0, false), shard(1, true), shard(2, true, 0), shard(3, true, 0)];
  assert.equal(judged(shards, sums({ 5: 300 }, { 5: 100 }, {}, {})), {
    minutes: [3, 6],
    shares: { 0: '1.50 not hot', 1: '0.50 not hot' },
  });
});

test('Once open shards took records after the closed one did, those minutes alone are judged', () => {
  const shards = [shard(0, false), shard(1, true), shard(2, true, 0), shard(3, true, 0)];
  const records = sums(
    { 5: 900, 6: 100 },
    { 5: 100, 6: 50, 7: 100 },
    { 6: 50, 7: 100 },
    { 7: 100 },
  );
  assert.equal(judged(shards, records), {
    minutes: [7, 8],
    shares: { 1: '1.00 not hot', 2: '1.00 not hot', 3: '1.00 not hot' },
  });
});

test('Where the heat moved to another shard before it cooled, the minutes that step 6 is judged by are cool', () => {
  const shards = [shard(0, false), shard(1, true), shard(2, true, 0), shard(3, true, 0)];
  const records = sums(
    { 5: 900 },
    { 5: 100, 6: 100, 7: 400, 8: 400 },
    { 6: 900, 7: 400, 8: 400 },
    { 6: 10, 7: 400, 8: 400 },
  );
  assert.equal(judged(shards, records), {
    minutes: [7, 9],
    shares: { 1: '1.00 not hot', 2: '1.00 not hot', 3: '1.00 not hot' },
  });
});

test('A shard that refused writes in the window is saturated; refusals before it do not count', () => {
  const shards = [shard(0, true), shard(1, true)];
  const records = sums({ 1: 10, 8: 100 }, { 8: 100 });
  assert.equal(judged(shards, records, sums({ 8: 1 }, { 1: 7 }))?.shares, {
    0: '1.00 saturated',
    1: '1.00 not hot',
  });
});

test.run();
