import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HASH_SPACE, type HashRange, isWithin, md5HashKey } from '../../src/insight/hash-space.ts';
import { KeyCounts } from '../../src/insight/key-counts.ts';
import { fromKeyId, keyId } from '../../src/insight/key-id.ts';
import type { UserRecord } from '../../src/insight/kpl.ts';
import { sumLoads } from '../../src/insight/load.ts';
import { Random } from '../support/random.ts';
import { zipf } from './zipf.ts';

const LOWER_HALF: HashRange = { start: 0n, end: 2n ** 127n - 1n };
const NONE = { records: 0, bytes: 0 };

test('A key’s hash is the MD5 of its UTF-8 bytes', () => {
  assert.is(md5HashKey('shop-0042'), 0xb62b47e49c847f3c96c86fd2c4386affn);
  assert.is(md5HashKey('müller'), 0x92d4347b33b107e79914a95d3ee6172fn);
});

test('Keys are counted exactly, by records and by bytes', () => {
  const counts = counted([
    { partitionKey: 'small', bytes: 10 },
    { partitionKey: 'large', bytes: 500 },
    { partitionKey: 'small', bytes: 20 },
  ]);
  const small = { partitionKey: 'small', load: { records: 2, bytes: 30 }, error: NONE };
  const large = { partitionKey: 'large', load: { records: 1, bytes: 500 }, error: NONE };
  assert.equal(counts.heaviestKeys('records', 10), [small, large]);
  assert.equal(counts.heaviestKeys('bytes', 1), [large]);
  assert.equal(counts.total, { records: 3, bytes: 530 });
  assert.equal([counts.isExact, counts.errorBound, counts.outside], [true, NONE, NONE]);
});

test('Keys that share an explicit hash key are one hash, and one that has two is one key', () => {
  const counts = counted([
    { partitionKey: 'a', bytes: 10, explicitHashKey: 7n },
    { partitionKey: 'b', bytes: 15, explicitHashKey: 7n },
    { partitionKey: 'b', bytes: 12, explicitHashKey: 9n },
    { partitionKey: 'c', bytes: 20 },
  ]);
  assert.equal(counts.heaviestHash('bytes'), {
    partitionKeys: ['b', 'a'],
    hashKey: 7n,
    load: { records: 2, bytes: 25 },
    error: NONE,
  });
  assert.equal(counts.heaviestKeys('bytes', 1), [
    { partitionKey: 'b', load: { records: 2, bytes: 27 }, error: NONE },
  ]);
});

test('An explicit hash key that is the MD5 of its key is no other hash', () => {
  const explicitHashKey = md5HashKey('a');
  const counts = counted([
    { partitionKey: 'a', bytes: 10, explicitHashKey },
    { partitionKey: 'a', bytes: 10 },
  ]);
  assert.equal(counts.heaviestHash('records')?.load, { records: 2, bytes: 20 });
  assert.equal(counts.heaviestHash('records')?.hashKey, explicitHashKey);
});

test('A key whose MD5 is not in the shard’s range was sent elsewhere: its hash is not known', () => {
  const away = keys().find((key) => !isWithin(md5HashKey(key), LOWER_HALF)) ?? '';
  const here = keys().find((key) => isWithin(md5HashKey(key), LOWER_HALF)) ?? '';
  const counts = counted(
    [
      { partitionKey: away, bytes: 10 },
      { partitionKey: away, bytes: 10 },
      { partitionKey: here, bytes: 10 },
      { partitionKey: away, bytes: 10, explicitHashKey: 5n },
    ],
    LOWER_HALF,
  );
  assert.equal(counts.outside, { records: 2, bytes: 20 });
  assert.is(counts.heaviestHash('records')?.hashKey, undefined);
  assert.equal(
    counts.hashLoads().map(({ range }) => range.start),
    [md5HashKey(here), 5n],
  );
});

test('One key more than there is room for, and sketches take over without losing a record', () => {
  const records = keys()
    .slice(0, 11)
    .map((partitionKey, index) => ({ partitionKey, bytes: 100 - index }));
  const counts = new KeyCounts(HASH_SPACE, { exactKeys: 10, sketchKeys: 5 });
  for (const record of records.slice(0, 10)) counts.add(record);
  assert.ok(counts.isExact);
  for (const record of records.slice(10)) counts.add(record);
  assert.not.ok(counts.isExact);
  assert.equal(counts.total, { records: 11, bytes: sum(records) });
  assert.equal(counts.errorBound, { records: 1, bytes: 96 });
  assert.equal(sumLoads(counts.hashLoads().map(({ load }) => load)), counts.total);
});

test('Past its room every heavy key is told within its error, by records and by bytes', () => {
  const room = { exactKeys: 500, sketchKeys: 200 };
  for (const seed of [1, 2, 3]) {
    const random = new Random(seed);
    const draw = zipf(5_000, 1.1);
    const [exact, sketched] = [
      new KeyCounts(LOWER_HALF, { exactKeys: 10_000, sketchKeys: 1 }),
      new KeyCounts(LOWER_HALF, room),
    ];
    for (let index = 0; index < 20_000; index++) {
      const rank = draw(random.next());
      const record = { partitionKey: `key-${rank}`, bytes: 5_001 - rank };
      const explicitHashKey = BigInt(rank + 1);
      const sent = rank % 2 === 1 ? record : { ...record, explicitHashKey };
      exact.add(sent);
      sketched.add(sent);
    }
    assert.equal(sketched.total, exact.total);
    assert.equal(sketched.outside, exact.outside);
    for (const measure of ['records', 'bytes'] as const) {
      const bound = sketched.errorBound[measure];
      assert.ok(bound <= exact.total[measure] / room.sketchKeys, 'the bound is total ÷ keys kept');
      const told = new Map(
        sketched.heaviestKeys(measure, 1_000).map((key) => [key.partitionKey, key]),
      );
      for (const { partitionKey, load } of exact.heaviestKeys(measure, 5_000)) {
        const key = told.get(partitionKey);
        if (key === undefined) {
          assert.ok(load[measure] <= bound, 'no heavy key is missing');
        } else {
          assert.ok(load[measure] <= key.load[measure], 'none is under-estimated');
          assert.ok(key.load[measure] - key.error[measure] <= load[measure], 'nor too great');
        }
      }
      assert.is(sketched.heaviestHash(measure)?.hashKey, 1n);
      assert.equal(
        sketched.heaviestKeys(measure, 10).map(({ partitionKey }) => partitionKey),
        exact.heaviestKeys(measure, 10).map(({ partitionKey }) => partitionKey),
      );
    }
  }
});

test('Bins hold the load of their hash keys, without gap or overlap, in any range', () => {
  const ranges = [HASH_SPACE, LOWER_HALF, { start: 12_345n, end: 22_344n }, { start: 5n, end: 9n }];
  for (const range of ranges) {
    const counts = new KeyCounts(range, { exactKeys: 0, sketchKeys: 1 });
    const random = new Random(7);
    const width = Number(range.end - range.start + 1n);
    const hashKeys = [range.start, range.end];
    for (let index = 0; index < 500; index++) {
      hashKeys.push(range.start + BigInt(Math.floor(random.next() * width)));
    }
    for (const explicitHashKey of hashKeys) {
      counts.add({ partitionKey: 'k', bytes: 3, explicitHashKey });
    }
    for (const { range: bin, load } of counts.hashLoads()) {
      const within = hashKeys.filter((hashKey) => isWithin(hashKey, bin)).length;
      assert.equal(load, { records: within, bytes: 3 * within });
    }
    assert.is(sumLoads(counts.hashLoads().map(({ load }) => load)).records, hashKeys.length);
  }
});

test('No two keys and hashes have the same id, whatever characters they are of', () => {
  const partitionKeys = ['a', '\0a', '\0 a', ' a', '\x007 a', '7 a', '\0', '', ' '];
  const pairs = partitionKeys.flatMap((partitionKey) => [
    { partitionKey },
    { partitionKey, explicitHashKey: 7n },
    { partitionKey, explicitHashKey: 0n },
  ]);
  const ids = pairs.map(({ partitionKey, ...sent }) =>
    keyId(partitionKey, 'explicitHashKey' in sent ? sent.explicitHashKey : undefined),
  );
  assert.is(new Set(ids).size, pairs.length);
  assert.equal(ids.map(fromKeyId), pairs);
});

function counted(records: readonly UserRecord[], range = HASH_SPACE): KeyCounts {
  const counts = new KeyCounts(range, { exactKeys: 100, sketchKeys: 10 });
  for (const record of records) counts.add(record);
  return counts;
}

function keys(): string[] {
  return Array.from({ length: 50 }, (_, n) => `shop-${n}`);
}

function sum(records: readonly UserRecord[]): number {
  return records.reduce((bytes, record) => bytes + record.bytes, 0);
}

test.run();
