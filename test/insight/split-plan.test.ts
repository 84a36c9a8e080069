import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { slicesOf } from '../../src/insight/even-pieces.ts';
import type { HashLoad } from '../../src/insight/hash-loads.ts';
import type { HashRange } from '../../src/insight/hash-space.ts';
import { type Load, NO_LOAD, sumLoads } from '../../src/insight/load.ts';
import { bestSplit, type LoadedShard, planSplits } from '../../src/insight/split-plan.ts';
import { Random } from '../support/random.ts';

const RANGE: HashRange = { start: 1_000n, end: 1_999n };

test('A split halves the load and not the range', () => {
  const loads = [at(1_100n, 10), at(1_110n, 30), at(1_120n, 20), at(1_900n, 20)];
  assert.equal(bestSplit(RANGE, loads, 'records'), {
    newStartingHashKey: 1_120n,
    below: { records: 40, bytes: 40 },
    above: { records: 40, bytes: 40 },
  });
});

test('A split is by the measure that is asked for, and the order of the loads does not matter', () => {
  const loads = [at(1_700n, 10, 800), at(1_300n, 80, 10), at(1_500n, 10, 100)];
  assert.is(bestSplit(RANGE, loads, 'records')?.newStartingHashKey, 1_500n);
  assert.is(bestSplit(RANGE, loads, 'bytes')?.newStartingHashKey, 1_700n);
});

test('Loads at one hash are never parted, so one hash has no split', () => {
  assert.is(bestSplit(RANGE, [at(1_500n, 10), at(1_500n, 10)], 'records'), undefined);
  assert.is(bestSplit(RANGE, [], 'records'), undefined);
  const loads = [at(1_500n, 10), at(1_600n, 1), at(1_500n, 10)];
  assert.equal(bestSplit(RANGE, loads, 'records')?.below, { records: 20, bytes: 20 });
});

test('A bin is never parted', () => {
  const bins = [
    { range: { start: 1_000n, end: 1_499n }, load: { records: 5, bytes: 5 } },
    { range: { start: 1_500n, end: 1_999n }, load: { records: 6, bytes: 6 } },
  ];
  assert.is(bestSplit(RANGE, bins, 'records')?.newStartingHashKey, 1_500n);
});

test('Hash keys that SplitShard refuses are never given', () => {
  assert.is(bestSplit(RANGE, [at(1_000n, 5), at(1_001n, 5)], 'records'), undefined);
  assert.is(
    bestSplit(RANGE, [at(1_000n, 5), at(1_002n, 5)], 'records')?.newStartingHashKey,
    1_002n,
  );
  assert.is(bestSplit(RANGE, [at(1_998n, 5), at(1_999n, 5)], 'records'), undefined);
  assert.is(
    bestSplit(RANGE, [at(1_997n, 5), at(1_999n, 5)], 'records')?.newStartingHashKey,
    1_998n,
  );
  assert.is(bestSplit({ start: 4n, end: 5n }, [at(4n, 5), at(5n, 5)], 'records'), undefined);
});

test('Every two slices can be parted by AWS’s rule, one split after the other', () => {
  for (const seed of seeds(200)) {
    const random = new Random(seed);
    const range = { start: 50n, end: 50n + BigInt(1 + random.below(12)) };
    const loads = Array.from({ length: 1 + random.below(8) }, () =>
      at(50n + BigInt(random.below(Number(range.end) - 49)), 1 + random.below(9)),
    );
    const slices = slicesOf(range, loads);
    assert.equal(total(slices), total(loads));
    let { start } = range;
    for (const slice of slices.slice(1)) {
      assert.ok(slice.start > start + 1n && slice.start < range.end, 'AWS takes the hash key');
      start = slice.start;
    }
    for (const { start, load } of slices) {
      const next = slices.find((slice) => slice.start > start)?.start ?? range.end + 1n;
      const within = loads.filter(({ range: { start: key } }) => start <= key && key < next);
      assert.equal(total(within), load, 'a slice has the loads between its ends');
    }
  }
});

test('No other split leaves the heavier child lighter', () => {
  for (const seed of seeds(100)) {
    const random = new Random(seed);
    const loads = randomLoads(random, RANGE, 1 + random.below(12));
    const split = bestSplit(RANGE, loads, 'bytes');
    const slices = slicesOf(RANGE, loads);
    const heavier = slices
      .slice(1)
      .map(({ start }) =>
        Math.max(
          total(slices.filter((slice) => slice.start < start)).bytes,
          total(slices.filter((slice) => slice.start >= start)).bytes,
        ),
      );
    if (split === undefined) {
      assert.is(slices.length, 1);
    } else {
      assert.is(Math.max(split.below.bytes, split.above.bytes), Math.min(...heavier));
      assert.is(split.below.bytes + split.above.bytes, total(loads).bytes);
    }
  }
});

test('A shard with three times its fair share in many keys is cooled by the fewest splits', () => {
  const shards = [
    shard('a', 0n, 999n, evenly(0n, 75)),
    shard('b', 1_000n, 1_999n, [at(1_500n, 8)]),
    shard('c', 2_000n, 2_999n, [at(2_500n, 8)]),
    shard('d', 3_000n, 3_999n, [at(3_500n, 9)]),
  ];
  assert.equal(planSplits(shards, 'records', 1.5), {
    kind: 'splits',
    splits: [
      { shardId: 'a', newStartingHashKey: 250n, below: load(25), above: load(50) },
      { shardId: 'a', newStartingHashKey: 500n, below: load(25), above: load(25) },
    ],
    shards: [
      { shardId: 'a', range: { start: 0n, end: 249n }, load: load(25) },
      { shardId: 'a', range: { start: 250n, end: 499n }, load: load(25) },
      { shardId: 'a', range: { start: 500n, end: 999n }, load: load(25) },
      { shardId: 'b', range: { start: 1_000n, end: 1_999n }, load: load(8) },
      { shardId: 'c', range: { start: 2_000n, end: 2_999n }, load: load(8) },
      { shardId: 'd', range: { start: 3_000n, end: 3_999n }, load: load(9) },
    ],
  });
});

test('The pieces of a shard are as even as its keys allow', () => {
  const shards = [
    shard('a', 0n, 999n, evenly(0n, 31)),
    shard('b', 1_000n, 1_999n, evenly(1_000n, 18)),
  ];
  const plan = planSplits(shards, 'records', 1.2);
  assert.equal(plan.kind === 'splits' && plan.shards.map(({ load }) => load.records), [16, 15, 18]);
});

test('A stream that meets the goal, or has no load, needs no split', () => {
  const even = [shard('a', 0n, 9n, [at(1n, 15)]), shard('b', 10n, 19n, [at(11n, 5)])];
  const plan = planSplits(even, 'records', 1.5);
  assert.is(plan.kind === 'splits' && plan.splits.length, 0);
  const idle = planSplits([shard('a', 0n, 9n, [])], 'records', 1.5);
  assert.equal(idle, {
    kind: 'splits',
    splits: [],
    shards: [{ shardId: 'a', range: { start: 0n, end: 9n }, load: NO_LOAD }],
  });
});

test('A hash that alone is too much is out of reach, and named', () => {
  const shards = [
    shard('a', 0n, 999n, [at(1n, 31), ...evenly(100n, 19)]),
    shard('b', 1_000n, 1_999n, evenly(1_000n, 25)),
    shard('c', 2_000n, 2_999n, evenly(2_000n, 25)),
  ];
  assert.equal(planSplits(shards, 'records', 1.2), {
    kind: 'out of reach',
    shardId: 'a',
    load: load(31),
    shardCount: 4,
  });
});

test('Splitting one shard may make the next one too hot, which is split then, too', () => {
  const shards = [
    shard('a', 0n, 999n, evenly(0n, 60)),
    shard('b', 1_000n, 1_999n, evenly(1_000n, 40)),
  ];
  const plan = planSplits(shards, 'records', 1.1);
  assert.equal(plan.kind === 'splits' && plan.splits.map(({ shardId }) => shardId), [
    'a',
    'a',
    'b',
  ]);
});

test('On small streams no plan with fewer splits meets the goal, and the plan does', () => {
  let [planned, outOfReach] = [0, 0];
  for (const seed of seeds(150)) {
    const random = new Random(seed);
    const shards = Array.from({ length: 1 + random.below(3) }, (_, index) => {
      const start = BigInt(index) * 1_000n;
      const range = { start, end: start + 999n };
      return shard(`${index}`, start, range.end, randomLoads(random, range, random.below(5)));
    });
    const goal = 1.1 + random.next() / 2;
    const plan = planSplits(shards, 'records', goal);
    const fewest = fewestByTrying(shards, goal);
    if (plan.kind === 'out of reach') {
      outOfReach += 1;
      assert.is(fewest, undefined, `seed ${seed}`);
    } else {
      planned += 1;
      assert.is(plan.splits.length, fewest, `seed ${seed}`);
      meetsTheGoal(plan.shards, goal);
    }
  }
  assert.ok(planned > 40 && outOfReach > 40, `${planned} plans, ${outOfReach} out of reach`);
});

test('On large streams the goal is met by the shards that the splits make', () => {
  for (const seed of seeds(20)) {
    const random = new Random(seed);
    const shards = Array.from({ length: 8 }, (_, index) => {
      const start = BigInt(index) * 10n ** 9n;
      const range = { start, end: start + 10n ** 9n - 1n };
      const keys = random.pick([50, 500, 2_000]);
      return shard(`${index}`, start, range.end, randomLoads(random, range, keys));
    });
    const plan = planSplits(shards, 'bytes', 1.5);
    if (plan.kind !== 'splits') throw new Error('it should be in reach');
    meetsTheGoal(
      plan.shards.map((after) => ({ ...after, load: { records: after.load.bytes, bytes: 0 } })),
      1.5,
    );
    assert.equal(replayed(shards, plan.splits), plan.shards);
  }
});

/** Makes the splits as Kinesis would, each of the open shard with its hash key. */
function replayed(
  shards: readonly LoadedShard[],
  splits: readonly { readonly shardId: string; readonly newStartingHashKey: bigint }[],
) {
  const open = shards.map(({ shardId, range }) => ({ shardId, range }));
  for (const { newStartingHashKey: at } of splits) {
    const index = open.findIndex(({ range }) => range.start <= at && at <= range.end);
    const parent = open[index];
    if (parent === undefined) throw new Error(`no shard has ${at}`);
    const { start, end } = parent.range;
    assert.ok(at > start + 1n && at < end, 'AWS takes the hash key');
    open.splice(
      index,
      1,
      { ...parent, range: { start, end: at - 1n } },
      { ...parent, range: { start: at, end } },
    );
  }
  return open.map(({ shardId, range }) => {
    const loads = shards.find((shard) => shard.shardId === shardId)?.hashLoads ?? [];
    const within = loads.filter(
      (load) => range.start <= load.range.start && load.range.end <= range.end,
    );
    return { shardId, range, load: total(within) };
  });
}

function meetsTheGoal(shards: readonly { readonly load: Load }[], goal: number): void {
  const most = (goal * total(shards).records) / shards.length;
  assert.ok(
    shards.every(({ load }) => load.records <= most),
    'no shard has more than the goal',
  );
}

/** Tries every set of places to split at. */
function fewestByTrying(shards: readonly LoadedShard[], goal: number): number | undefined {
  const sliced = shards.map(({ range, hashLoads }) => slicesOf(range, hashLoads));
  const places = sliced.flatMap((slices) => slices.slice(1));
  let fewest: number | undefined;
  for (let chosen = 0; chosen < 2 ** places.length; chosen++) {
    const cuts = new Set(places.filter((_, index) => (chosen >> index) % 2 === 1));
    const loads = sliced.flatMap((slices) => {
      const pieces: number[] = [0];
      for (const slice of slices) {
        if (cuts.has(slice)) pieces.push(0);
        pieces.push((pieces.pop() ?? 0) + slice.load.records);
      }
      return pieces;
    });
    const all = loads.reduce((sum, records) => sum + records, 0);
    const isMet = loads.every((records) => records <= (goal * all) / loads.length);
    if (isMet) fewest = Math.min(fewest ?? Number.POSITIVE_INFINITY, cuts.size);
  }
  return fewest;
}

function shard(
  shardId: string,
  start: bigint,
  end: bigint,
  hashLoads: readonly HashLoad[],
): LoadedShard {
  return { shardId, range: { start, end }, hashLoads };
}

function at(hashKey: bigint, records: number, bytes = records): HashLoad {
  return { range: { start: hashKey, end: hashKey }, load: { records, bytes } };
}

function load(records: number): Load {
  return { records, bytes: records };
}

/** So many keys of one record, ten hash keys apart. */
function evenly(start: bigint, count: number): HashLoad[] {
  return Array.from({ length: count }, (_, index) => at(start + BigInt(10 * index), 1));
}

function randomLoads(random: Random, { start, end }: HashRange, count: number): HashLoad[] {
  return Array.from({ length: count }, () => {
    const hashKey = start + BigInt(random.below(Number(end - start + 1n)));
    return at(hashKey, 1 + random.below(20), 1 + random.below(1_000));
  });
}

function total(loads: readonly { readonly load: Load }[]): Load {
  return sumLoads(loads.map(({ load }) => load));
}

function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, seed) => seed + 1);
}

test.run();
