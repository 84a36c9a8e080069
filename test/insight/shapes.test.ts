import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { HotFinding } from '../../src/insight/finding.ts';
import { isWithin, md5HashKey } from '../../src/insight/hash-space.ts';
import { userRecords } from '../../src/insight/kpl.ts';
import type { Measure } from '../../src/insight/load.ts';
import { planSplits } from '../../src/insight/split-plan.ts';
import { Random } from '../support/random.ts';
import { aggregate } from './aggregate.ts';
import {
  keyIn,
  NOON,
  type Observed,
  observed,
  rangeOf,
  type SentRecord,
  SHARD_IDS,
} from './observed.ts';
import { zipf } from './zipf.ts';

const SECONDS = 300;
const RECORDS = 20_000;
const [, , SHARD_2] = SHARD_IDS;

test('Uniform traffic is not hot', () => {
  const { finding } = observed(drawn((random) => aKey(random)));
  assert.is(finding.kind, 'not hot');
});

test('Zipf 0.8 over 5,000 keys is not hot', () => {
  const { finding } = observed(drawn(zipfKeys(0.8)));
  assert.is(finding.kind, 'not hot');
});

test('Zipf 1.1 heats the shard of its first two keys, and a split cools it', () => {
  const records = drawn(zipfKeys(1.1));
  const seen = observed(records);
  const finding = hot(seen);
  assert.equal([finding.kind, finding.shard.shardId], ['many keys', SHARD_2]);
  assert.equal(heaviestKeys(seen, 'records', 2), [rankedKey(0), rankedKey(1)]);
  isTheBest(finding, records);
  cools(seen, finding);
});

test('Zipf 1.5 heats the shard of its first key, which no split cools', () => {
  const records = drawn(zipfKeys(1.5));
  const finding = hot(observed(records));
  assert.equal([finding.kind, finding.shard.shardId], ['one key', SHARD_2]);
  assert.equal(finding.heaviest.partitionKeys, [rankedKey(0)]);
  isTheBest(finding, records);
});

test('One key with 30 % of the records is the one key', () => {
  const records = drawn((random) => (random.chance(0.3) ? keyIn(2, 0) : aKey(random)));
  const finding = hot(observed(records));
  assert.equal([finding.kind, finding.shard.shardId], ['one key', SHARD_2]);
  assert.equal(finding.heaviest.partitionKeys, [keyIn(2, 0)]);
  assert.is(finding.heaviest.hashKey, md5HashKey(keyIn(2, 0)));
  const sent = records.filter(({ partitionKey }) => partitionKey === keyIn(2, 0)).length;
  const inShard = records.filter(({ shard }) => shard === 2).length;
  assert.is(finding.heaviestShare, sent / inShard);
  isTheBest(finding, records);
});

test('Two keys with 25 % each are parted by a split', () => {
  const [one, other] = [keyIn(2, 0), keyIn(2, 1)];
  const records = drawn((random) =>
    random.chance(0.5) ? random.pick([one, other]) : aKey(random),
  );
  const seen = observed(records);
  const finding = hot(seen);
  assert.equal([finding.kind, finding.shard.shardId], ['many keys', SHARD_2]);
  assert.equal(heaviestKeys(seen, 'records', 2).sort(), [one, other].sort());
  const cut = finding.split?.newStartingHashKey ?? 0n;
  assert.ok(md5HashKey(one) < cut !== md5HashKey(other) < cut, 'each is in a child of its own');
  halves(finding, records);
});

test('A shard that is hot by bytes and not by records is found by bytes', () => {
  const records = drawn(
    (random) => aKey(random),
    (key) => (key === keyIn(2, 7) ? 9_000 : rangeHolds(2, key) ? 400 : 100),
  );
  const seen = observed(records);
  const finding = hot(seen);
  assert.equal([finding.kind, finding.shard.shardId], ['many keys', SHARD_2]);
  assert.is(finding.measure, 'bytes');
  assert.ok(finding.shard.timesFairShare.records < 1.1, 'its records are no more than others’');
  assert.equal(heaviestKeys(seen, 'bytes', 1), [keyIn(2, 7)]);
  halves(finding, records);
  cools(seen, finding);
});

test('In aggregates the key is found that was packed, not the one that carries them', () => {
  const random = new Random(10);
  const records = Array.from({ length: 1_500 }, (_, index): SentRecord => {
    const shard = random.chance(0.6) ? 2 : random.below(4);
    const packed = Array.from({ length: 30 }, () => ({
      partitionKey:
        shard === 2 && random.chance(0.7) ? keyIn(2, 3) : keyIn(shard, random.below(500)),
      data: new Uint8Array(100),
    }));
    const carrier = keyIn(shard, 600);
    return { shard, partitionKey: carrier, data: aggregate(packed), arrivedMs: NOON + index * 200 };
  });
  const seen = observed(records);
  const finding = hot(seen);
  assert.equal([finding.kind, finding.shard.shardId], ['one key', SHARD_2]);
  assert.equal(finding.heaviest.partitionKeys, [keyIn(2, 3)]);
  assert.is(seen.heat.total.records, 1_500);
  assert.is(
    seen.keys.get(finding.shard.shardId)?.all.total.records,
    finding.shard.load.records * 30,
  );
  isTheBest(finding, records);
});

test('A burst of 5 s in 5 min is found in its seconds, though its minute looks idle', () => {
  const background = drawn((random) => aKey(random));
  const burst = Array.from({ length: 5_000 }, (_, index) =>
    sent(keyIn(2, 5), 100, NOON + 130_000 + index),
  );
  const records = [...background, ...burst].sort((a, b) => a.arrivedMs - b.arrivedMs);
  const seen = observed(records);
  const finding = hot(seen);
  assert.equal([finding.shard.relation, finding.shard.shardId], ['saturated', SHARD_2]);
  assert.equal([finding.kind, finding.judged], ['one key', 'busy seconds']);
  assert.equal(finding.heaviest.partitionKeys, [keyIn(2, 5)]);
  assert.is(finding.heaviest.load.records, 5_000);
  const { peakMinute, peakSecond } = finding.shard;
  assert.ok((peakMinute?.records.utilisation ?? 1) < 0.15, 'the minute looks idle');
  assert.ok((peakSecond?.records.utilisation ?? 0) >= 1, 'the second is full');
  assert.is((peakSecond?.records.atMs ?? 0) >= NOON + 130_000, true);
});

test('A burst of many keys is halved by a split at the median of the burst', () => {
  const background = drawn((random) => random.pick([keyIn(2, 900), aKey(random)]));
  const random = new Random(3);
  const burst = Array.from({ length: 5_000 }, (_, index) =>
    sent(keyIn(2, random.below(50)), 100, NOON + 130_000 + index),
  );
  const records = [...background, ...burst].sort((a, b) => a.arrivedMs - b.arrivedMs);
  const finding = hot(observed(records));
  assert.equal([finding.kind, finding.judged], ['many keys', 'busy seconds']);
  const [fromMs, toMs] = [NOON + 130_000, NOON + 135_000];
  halves(
    finding,
    records.filter(({ arrivedMs }) => arrivedMs >= fromMs && arrivedMs < toMs),
  );
});

test('Of an empty window there is nothing to judge', () => {
  assert.equal(observed([]).finding, { kind: 'nothing to judge', records: 0 });
});

test('With more keys than are counted exactly, findings, keys and splits are the same', () => {
  const records = drawn(zipfKeys(1.1));
  const seen = observed(records, { exactKeys: 100, sketchKeys: 100 });
  const finding = hot(seen);
  assert.equal([finding.kind, finding.shard.shardId], ['many keys', SHARD_2]);
  assert.not.ok(seen.keys.get(finding.shard.shardId)?.all.isExact);
  assert.equal(heaviestKeys(seen, 'records', 2), [rankedKey(0), rankedKey(1)]);
  isTheBest(finding, records);
});

/** The split halves the load that was judged to within 5 %, counted from the records themselves. */
function halves(finding: HotFinding, records: readonly SentRecord[]): void {
  const share = heavierSide(finding, records);
  assert.ok(share <= 0.55, `the heavier child has ${share} of the load`);
}

/** No other split between two keys has a lighter heavier side. */
function isTheBest(finding: HotFinding, records: readonly SentRecord[]): void {
  const loads = [...loadByHash(finding, records)].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = loads.reduce((sum, [, load]) => sum + load, 0);
  let [below, best] = [0, 1];
  for (const [, load] of loads) {
    below += load;
    best = Math.min(best, Math.max(below, total - below) / total);
  }
  assert.is(heavierSide(finding, records), best);
}

/** The heavier child's part, 0 to 1, after both were compared with what the split tells. */
function heavierSide(finding: HotFinding, records: readonly SentRecord[]): number {
  if (finding.split === undefined) throw new Error('no split is named');
  const { newStartingHashKey, below, above } = finding.split;
  let [lower, upper] = [0, 0];
  for (const [hash, load] of loadByHash(finding, records)) {
    if (hash < newStartingHashKey) lower += load;
    else upper += load;
  }
  assert.equal([below[finding.measure], above[finding.measure]], [lower, upper]);
  return Math.max(lower, upper) / (lower + upper);
}

const HASHES = new Map<string, bigint>();

function hashOf(partitionKey: string): bigint {
  const hash = HASHES.get(partitionKey) ?? md5HashKey(partitionKey);
  HASHES.set(partitionKey, hash);
  return hash;
}

/** What the user records of the hot shard weigh, by the MD5 of their keys. */
function loadByHash({ measure, shard }: HotFinding, records: readonly SentRecord[]) {
  const loads = new Map<bigint, number>();
  for (const record of records) {
    if (SHARD_IDS[record.shard] !== shard.shardId) continue;
    for (const { partitionKey, bytes } of userRecords(record)) {
      const hash = hashOf(partitionKey);
      loads.set(hash, (loads.get(hash) ?? 0) + (measure === 'bytes' ? bytes : 1));
    }
  }
  return loads;
}

/** The plan meets the goal of 1.5 times the fair share. */
function cools({ keys }: Observed, { measure }: HotFinding): void {
  const shards = [...keys].map(([shardId, { range, all }]) => ({
    shardId,
    range,
    hashLoads: all.hashLoads(),
  }));
  const plan = planSplits(shards, measure, 1.5);
  assert.is(plan.kind === 'splits' && plan.splits.length, 1);
}

function heaviestKeys({ keys, finding }: Observed, measure: Measure, count: number): string[] {
  const shardId = 'shard' in finding ? finding.shard.shardId : '';
  const heaviest = keys.get(shardId)?.all.heaviestKeys(measure, count) ?? [];
  return heaviest.map(({ partitionKey }) => partitionKey);
}

function hot({ finding }: Observed): HotFinding {
  if (finding.kind === 'one key' || finding.kind === 'many keys') return finding;
  throw new Error(`the finding is: ${finding.kind}`);
}

/** Records evenly over five minutes, each with a key that is drawn. */
function drawn(
  keyOf: (random: Random) => string,
  bytesOf: (key: string) => number = () => 100,
): SentRecord[] {
  const random = new Random(2_023);
  return Array.from({ length: RECORDS }, (_, index) => {
    const key = keyOf(random);
    return sent(key, bytesOf(key), NOON + (index * SECONDS * 1_000) / RECORDS);
  });
}

function sent(partitionKey: string, bytes: number, arrivedMs: number): SentRecord {
  const shard = [0, 1, 2, 3].find((candidate) => rangeHolds(candidate, partitionKey)) ?? 0;
  return { shard, partitionKey, data: new Uint8Array(bytes), arrivedMs };
}

/** One of 2,000 keys, a quarter of them in each shard. */
function aKey(random: Random): string {
  return keyIn(random.below(4), random.below(500));
}

/** Ranks in turn over the shards, but for the second, which is with the first. */
function zipfKeys(exponent: number): (random: Random) => string {
  const draw = zipf(5_000, exponent);
  return (random) => rankedKey(draw(random.next()));
}

function rankedKey(rank: number): string {
  return rank < 2 ? keyIn(2, rank) : keyIn(rank % 4, 2 + Math.floor(rank / 4));
}

function rangeHolds(shard: number, key: string): boolean {
  return isWithin(hashOf(key), rangeOf(shard));
}

test.run();
