import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Finding, findingOf } from '../../src/insight/finding.ts';
import { HASH_SPACE } from '../../src/insight/hash-space.ts';
import { heatOf } from '../../src/insight/heat.ts';
import { ShardKeys } from '../../src/insight/shard-keys.ts';
import { TrafficCounter } from '../../src/insight/traffic-counter.ts';
import { aggregate } from './aggregate.ts';
import { keyIn, NOON, observed, type SentRecord, SHARD_IDS } from './observed.ts';

const [SHARD_0 = '', SHARD_1 = ''] = SHARD_IDS;

test('Fewer records than the rule wants are not judged', () => {
  assert.equal(observed(spread(0, keysOf(0), 999)).finding, {
    kind: 'nothing to judge',
    records: 999,
  });
  assert.is(observed(spread(0, keysOf(0), 1_000)).finding.kind, 'many keys');
});

test('A saturated shard is judged by however few records', () => {
  const records = Array.from({ length: 2 }, () => sent(0, keyIn(0, 0), 0, 600 * 1024));
  const { finding } = observed(records);
  assert.equal([finding.kind, 'measure' in finding && finding.measure], ['one key', 'bytes']);
});

test('Even traffic is not hot, and the shard nearest to it is told', () => {
  const records = [0, 1, 2, 3].flatMap((shard) => spread(shard, keysOf(shard), 300 + shard));
  const { finding } = observed(records);
  assert.is(finding.kind, 'not hot');
  assert.is('shard' in finding && finding.shard.shardId, SHARD_IDS[3]);
});

test('One key is the finding above the part that the rule allows, and not at it', () => {
  const kindAt = (heavy: number) => {
    const others = spread(0, keysOf(0), 2_000 - heavy);
    const { finding } = observed([...spread(0, [keyIn(0, 40)], heavy), ...others]);
    return [finding.kind, 'heaviestShare' in finding && finding.heaviestShare];
  };
  assert.equal(kindAt(1_100), ['many keys', 0.55]);
  assert.equal(kindAt(1_101), ['one key', 0.5505]);
});

test('Two keys of even weight, and nothing else, are many keys with a split between them', () => {
  const { finding } = observed(spread(0, [keyIn(0, 0), keyIn(0, 1)], 2_000));
  assert.is(finding.kind, 'many keys');
  assert.equal('split' in finding && finding.split?.below.records, 1_000);
});

test('Two keys that were sent with one explicit hash key are one: no split can part them', () => {
  const explicitHashKey = 5n;
  const pack = (partitionKey: string) => ({
    partitionKey,
    explicitHashKey,
    data: Buffer.from('x'),
  });
  const data = aggregate([pack('a'), pack('b')]);
  const records = Array.from({ length: 1_000 }, (_, index) => ({ ...sent(0, 'a', index), data }));
  const { finding } = observed(records);
  assert.is(finding.kind, 'one key');
  if (finding.kind !== 'one key') return;
  assert.equal(finding.heaviest.partitionKeys.toSorted(), ['a', 'b']);
  assert.is(finding.heaviest.hashKey, explicitHashKey);
  assert.is(finding.split, undefined);
});

test('Explicit hash keys of a producer are not seen in its records: which key it is, is told, where to split is not', () => {
  const keys = Array.from({ length: 40 }, (_, n) => `shop-${n}`);
  const { finding } = observed(spread(0, keys, 2_000));
  if (finding.kind !== 'many keys') throw new Error(finding.kind);
  assert.ok(finding.outsideShare > 0.6, 'about three in four are seen to be sent elsewhere');
  assert.is(finding.split, undefined);
});

test('A few records outside the range do not hide the split, more than one in twenty do', () => {
  const splitWith = (outside: number) => {
    const stray = spread(0, [keyIn(1, 0)], outside);
    const { finding } = observed([...stray, ...spread(0, keysOf(0), 2_000 - outside)]);
    return 'split' in finding && finding.split !== undefined;
  };
  assert.equal([splitWith(100), splitWith(101)], [true, false]);
});

test('A shard that throttled is judged by its busy seconds, and by all where none is busy', () => {
  const judgedAt = (burst: number) => {
    const calm = spread(0, keysOf(0), 3_000);
    const busy = Array.from({ length: burst }, () => sent(0, keyIn(0, 41), 400));
    return judged([...calm, ...busy]);
  };
  const burst = judgedAt(800);
  assert.equal([burst.kind, 'judged' in burst && burst.judged], ['one key', 'busy seconds']);
  const none = judgedAt(799);
  assert.equal([none.kind, 'judged' in none && none.judged], ['many keys', 'all seconds']);
});

test('A busy second is one by bytes, too', () => {
  const large = Array.from({ length: 9 }, () => sent(0, keyIn(0, 41), 400, 100_000));
  const finding = judged([...spread(0, keysOf(0), 3_000), ...large]);
  assert.equal('judged' in finding && finding.judged, 'busy seconds');
});

test('An aggregate is one record where a second’s are counted', () => {
  const packed = Array.from({ length: 100 }, () => ({
    partitionKey: keyIn(0, 41),
    data: Buffer.from('x'),
  }));
  const burst = Array.from({ length: 30 }, () => ({
    ...sent(0, keyIn(0, 41), 400),
    data: aggregate(packed),
  }));
  const finding = judged([...spread(0, keysOf(0), 3_000), ...burst]);
  assert.equal('judged' in finding && finding.judged, 'all seconds');
});

test('A shard with a busy second that refused nothing is judged by all of its seconds', () => {
  const busy = Array.from({ length: 900 }, () => sent(0, keyIn(0, 41), 400));
  const { finding } = observed([...spread(0, keysOf(0), 3_000), ...busy]);
  assert.equal('judged' in finding && finding.judged, 'all seconds');
  assert.equal('shard' in finding && finding.shard.relation, 'relatively hot');
});

test('What a sketch may over-estimate a key by does not make it the finding', () => {
  const { finding } = observed(spread(0, keysOf(0), 2_000), { exactKeys: 0, sketchKeys: 1 });
  assert.is(finding.kind, 'many keys');
  assert.is('heaviest' in finding && finding.heaviest.load.records, 2_000);
});

test('A hot shard whose records were not read is an error, not a guess', () => {
  const { heat, keys } = observed(spread(1, keysOf(1), 2_000));
  const rest = new Map([...keys].filter(([shardId]) => shardId !== SHARD_1));
  assert.throws(
    () => findingOf(heat, rest, { minRecords: 1, maxKeyShare: 0.55 }),
    (error: Error) => error.message === `${SHARD_1} is hot, and its records were not read.`,
  );
});

/** The finding where the first shard refused a write. */
function judged(records: readonly SentRecord[]): Finding {
  const counter = new TrafficCounter([SHARD_0]);
  const keys = new ShardKeys(HASH_SPACE, { exactKeys: 100, sketchKeys: 10 });
  for (const record of records) {
    counter.add(SHARD_0, record);
    keys.add(record);
  }
  const throttled = new Map([[SHARD_0, new Map([[NOON, 1]])]]);
  const heat = heatOf(counter.byShard(), throttled, 1.5);
  const rule = { minRecords: 1, maxKeyShare: 0.55 };
  return findingOf(heat, new Map([[SHARD_0, keys]]), rule);
}

/** Records of a shard, each key's in turn, ten a second. */
function spread(shard: number, keys: readonly string[], records: number): SentRecord[] {
  return Array.from({ length: records }, (_, index) =>
    sent(shard, keys[index % keys.length] ?? '', Math.floor(index / 10)),
  );
}

function sent(shard: number, partitionKey: string, second: number, bytes = 100): SentRecord {
  const arrivedMs = NOON + second * 1_000;
  return { shard, partitionKey, data: new Uint8Array(bytes), arrivedMs };
}

/** Forty keys that Kinesis puts into a shard. */
function keysOf(shard: number): string[] {
  return Array.from({ length: 40 }, (_, n) => keyIn(shard, n));
}

test.run();
