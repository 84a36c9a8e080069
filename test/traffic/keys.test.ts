import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WorkshopError } from '../../src/errors.ts';
import type { ListedShard } from '../../src/stream/shards.ts';
import { rangeAtCreation } from '../../src/traffic/hash-key.ts';
import { keyOfRecord, laneKeys, spread, withoutSuffix } from '../../src/traffic/keys.ts';
import { laneRange } from '../../src/traffic/lane-range.ts';
import { seededRandom } from '../../src/traffic/random.ts';

const LAST_HASH_KEY = 2n ** 128n - 1n;

test('Each key of a lane hashes into its range, and the keys spread over all of it', () => {
  const range = rangeAtCreation(3, 4);
  const width = range.end - range.start + 1n;
  const { busy, rest } = laneKeys(range, { perLane: 40, busyPerLane: 3, busyShare: 0.5 });
  const quarters = [...busy, ...rest].map((key) => Number(((md5(key) - range.start) * 4n) / width));
  assert.equal([...new Set(quarters)].sort(), [0, 1, 2, 3]);
});

test('A range that hardly any key hashes into is an error, not an endless search', () => {
  const error = thrown(() =>
    laneKeys({ start: 7n, end: 9n }, { perLane: 2, busyPerLane: 1, busyShare: 0.5 }),
  );
  assert.is(error.code, 'configuration');
  assert.is(
    error.message,
    'Fewer than 1 partition keys were found whose hash lies from 7 to 9: the shard is too narrow to send to.',
  );
});

test('Ranges at creation cover the hash space without gap or overlap', () => {
  const ranges = [0, 1, 2].map((shard) => rangeAtCreation(shard, 3));
  assert.is(ranges[0]?.start, 0n);
  assert.is(ranges[1]?.start, (ranges[0]?.end ?? 0n) + 1n);
  assert.is(ranges[2]?.start, (ranges[1]?.end ?? 0n) + 1n);
  assert.is(ranges[2]?.end, LAST_HASH_KEY);
});

test('Busy keys are shops and the others customers, always the same, and no two lanes share one', () => {
  const config = { perLane: 40, busyPerLane: 3, busyShare: 0.5 };
  const keysOf = (shard: number) => laneKeys(rangeAtCreation(shard, 100), config);
  const lanes = Array.from({ length: 100 }, (_, shard) => keysOf(shard));
  assert.equal(lanes[0], keysOf(0));
  const keys = lanes.flatMap(({ busy, rest }) => [...busy, ...rest]);
  assert.is(new Set(keys).size, 100 * 40);
  assert.ok(lanes.every(({ busy }) => busy.every((key) => /^shop-\d{4}$/.test(key))));
  assert.ok(lanes.every(({ rest }) => rest.every((key) => /^customer-\d{6}$/.test(key))));
});

test('Keys stay distinct past the ids of four digits', () => {
  const all = { start: 0n, end: LAST_HASH_KEY };
  const config = { perLane: 30_000, busyPerLane: 30_000, busyShare: 1 };
  assert.is(new Set(laneKeys(all, config).busy).size, 30_000);
});

test('The busy keys get exactly their share of a lane’s records, whichever the seed', () => {
  const keys = { busy: ['a', 'b', 'c'], rest: ['x', 'y', 'z', 'w'] };
  for (const seed of [1, 2]) {
    const random = seededRandom(seed);
    const drawn = Array.from({ length: 1000 }, (_, i) => keyOfRecord(keys, 0.3, i, random) ?? '');
    assert.is(drawn.filter((key) => keys.busy.includes(key)).length, 300);
    assert.equal([...new Set(drawn)].sort(), ['a', 'b', 'c', 'w', 'x', 'y', 'z']);
  }
});

test('A busy key is spread over suffixes, and each of them still stands for its shop', () => {
  const keys = { busy: ['shop-0001', 'shop-0002'], rest: ['customer-000001'] };
  assert.equal(spread(keys, undefined), keys);
  const { busy, rest } = spread(keys, 3);
  assert.equal(busy.slice(2, 4), ['shop-0001:2', 'shop-0002:0']);
  assert.is(busy.length, 6);
  assert.equal(rest, keys.rest);
  assert.equal([...new Set(busy.map(withoutSuffix))], keys.busy);
});

test('A lane whose keys are all busy, or none, uses the ones it has', () => {
  const random = seededRandom(1);
  assert.is(keyOfRecord({ busy: ['a'], rest: [] }, 0.5, 0, random), 'a');
  assert.is(keyOfRecord({ busy: [], rest: ['x'] }, 0.5, 1, random), 'x');
  assert.is(keyOfRecord({ busy: [], rest: [] }, 0.5, 1, random), undefined);
});

test('A lane has the range that its shard had at creation, also when that shard is closed', () => {
  const shards = [shard(0, 0n, 9n, false), shard(1, 10n, 19n), shard(2, 0n, 4n), shard(3, 5n, 9n)];
  assert.equal(laneRange(shards, 0, 'orders'), { start: 0n, end: 9n });
});

test('A lane of a shard that the stream never had is refused', () => {
  const error = thrown(() => laneRange([shard(0, 0n, 9n), shard(1, 10n, 19n)], 4, 'orders'));
  assert.is(error.code, 'configuration');
  assert.is(
    error.message,
    'Stream orders has no shardId-000000000004: it was created with fewer shards.',
  );
});

test('A lane of a shard whose retention has ended is an error with a way out, not a guess', () => {
  const error = thrown(() => laneRange([shard(4, 0n, 9n), shard(5, 10n, 19n)], 0, 'orders'));
  assert.is(error.code, 'not-found');
  assert.is(
    error.message,
    'shardId-000000000000 of stream orders is not listed any more: it was closed and its retention has ended, so its hash range is not known.',
  );
  assert.is(error.remedy, 'Make the stream anew: npm run clean-up, then npm run workshop');
});

function md5(key: string): bigint {
  return BigInt(`0x${createHash('md5').update(key).digest('hex')}`);
}

function shard(n: number, start: bigint, end: bigint, open = true): ListedShard {
  return {
    shardId: `shardId-00000000000${n}`,
    startingHashKey: start,
    endingHashKey: end,
    open,
    parentShardIds: [],
  };
}

function thrown(run: () => unknown): WorkshopError {
  try {
    run();
  } catch (error) {
    if (error instanceof WorkshopError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test.run();
