import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { heatOf, hottestOf, type StreamHeat } from '../../src/insight/heat.ts';
import type { ShardTraffic } from '../../src/insight/traffic-counter.ts';
import { TrafficCounter } from '../../src/insight/traffic-counter.ts';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const [A, B, C, D] = [0, 1, 2, 3].map((n) => `shardId-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const MEBIBYTE = 1024 * 1024;

test('A shard with most records is relatively hot, with its share, its lead and its peaks', () => {
  const counter = new TrafficCounter([A, B, C, D]);
  put(counter, A, 0, 300);
  put(counter, A, 61, 350);
  put(counter, B, 0, 100);
  put(counter, C, 0, 50);
  const heat = heatOf(counter.byShard(), new Map(), 1.5);
  assert.equal(heat.shards[0], {
    shardId: A,
    load: { records: 650, bytes: 65_000 },
    share: { records: 650 / 800, bytes: 650 / 800 },
    timesFairShare: { records: 3.25, bytes: 3.25 },
    peakMinute: {
      records: { atMs: NOON + 60_000, utilisation: 350 / 60_000 },
      bytes: { atMs: NOON + 60_000, utilisation: 35_000 / (60 * MEBIBYTE) },
    },
    peakSecond: {
      records: { atMs: NOON + 61_000, utilisation: 0.35 },
      bytes: { atMs: NOON + 61_000, utilisation: 35_000 / MEBIBYTE },
    },
    throttled: 0,
    relation: 'relatively hot',
  });
  assert.equal(
    heat.shards.map(({ relation }) => relation),
    ['relatively hot', 'not hot', 'not hot', 'not hot'],
  );
  assert.equal(heat.total, { records: 800, bytes: 80_000 });
  const { variation, ...spread } = heat.spread.records;
  assert.equal(spread, { hottestShardId: A, secondShardId: B, lead: 6.5 });
  const squares = [450, 100, 150, 200].map((off) => off ** 2 / 4);
  near(variation, Math.sqrt(squares.reduce((sum, square) => sum + square)) / 200);
});

test('An idle shard is told of, has no peaks, and makes the fair share', () => {
  const counter = new TrafficCounter([A, B]);
  put(counter, B, 0, 10);
  const { shards, spread } = heatOf(counter.byShard(), new Map(), 1.5);
  const [idle, busy] = shards;
  assert.is(busy?.timesFairShare.records, 2);
  assert.equal([idle?.load, idle?.share], [none(), none()]);
  assert.equal([idle?.peakMinute, idle?.peakSecond], [undefined, undefined]);
  assert.is(spread.records.lead, Number.POSITIVE_INFINITY);
});

test('A shard alone is as even as can be, and leads before none', () => {
  const { spread } = heatOf(minutes({ [A]: 10 }), new Map(), 1.5);
  assert.equal(spread.records, {
    hottestShardId: A,
    secondShardId: '',
    lead: Number.POSITIVE_INFINITY,
    variation: 0,
  });
});

test('A shard just at the multiple of its fair share is not hot, just above it is', () => {
  const relation = (records: number) =>
    heatOf(minutes({ [A]: records, [B]: 50 }), new Map(), 1.5).shards[0]?.relation;
  assert.is(relation(150), 'not hot');
  assert.is(relation(151), 'relatively hot');
});

test('A shard is hot by bytes though not by records, and that is the measure', () => {
  const counter = new TrafficCounter([A, B]);
  put(counter, A, 0, 100);
  put(counter, B, 0, 100, 900);
  const heat = heatOf(counter.byShard(), new Map(), 1.5);
  const spot = hottestOf(heat);
  assert.equal([spot?.shard.shardId, spot?.measure], [B, 'bytes']);
  assert.is(spot?.shard.relation, 'relatively hot');
  assert.is(spot?.shard.timesFairShare.records, 1);
  assert.is(heat.spread.bytes.lead, 9);
});

test('Bytes that are hardly less even than records are not named for it', () => {
  const measure = (bytes: number) => {
    const counter = new TrafficCounter([A, B]);
    put(counter, A, 0, 90, bytes);
    put(counter, B, 0, 10);
    return hottestOf(heatOf(counter.byShard(), new Map(), 1.5))?.measure;
  };
  assert.is(measure(110), 'records');
  assert.is(measure(400), 'bytes');
});

test('A shard that took in one second all that it may is saturated, by either limit', () => {
  const relation = (records: number, bytes: number) => {
    const counter = new TrafficCounter([A, B]);
    put(counter, A, 3, records, bytes);
    put(counter, B, 3, records, bytes);
    const heat = heatOf(counter.byShard(), new Map(), 1.5);
    return [heat.shards[0]?.relation, hottestOf(heat)?.measure];
  };
  assert.equal(relation(999, 3), ['not hot', 'records']);
  assert.equal(relation(1_000, 3), ['saturated', 'records']);
  assert.equal(relation(8, MEBIBYTE / 8), ['saturated', 'bytes']);
  assert.is(relation(8, MEBIBYTE / 8 - 1)[0], 'not hot');
});

test('A second is not mixed with the next one', () => {
  const counter = new TrafficCounter([A]);
  put(counter, A, 3.999, 600);
  put(counter, A, 4, 600);
  const [shard] = heatOf(counter.byShard(), new Map(), 1.5).shards;
  assert.is(shard?.peakSecond?.records.utilisation, 0.6);
  assert.is(shard?.peakMinute?.records.utilisation, 1_200 / 60_000);
});

test('A shard that refused a write is saturated, and goes before one with a greater share', () => {
  const throttled = new Map([
    [A, new Map([[NOON, 0]])],
    [B, new Map([[NOON, 5]])],
    [C, new Map([[NOON, 7]])],
  ]);
  const heat = heatOf(minutes({ [A]: 900, [B]: 40, [C]: 30, [D]: 30 }), throttled, 1.5);
  assert.equal(
    heat.shards.map(({ relation, throttled }) => [relation, throttled]),
    [
      ['relatively hot', 0],
      ['saturated', 5],
      ['saturated', 7],
      ['not hot', 0],
    ],
  );
  assert.is(hottestOf(heat)?.shard.shardId, C);
});

test('Where records were not read, minutes alone are judged and no second is told of', () => {
  const heat = heatOf(minutes({ [A]: 60_000, [B]: 0 }), new Map(), 1.5);
  const [shard] = heat.shards;
  assert.is(shard?.peakSecond, undefined);
  assert.is(shard?.peakMinute?.records.utilisation, 1);
  assert.is(shard?.relation, 'relatively hot');
});

test('Of a stream without records no shard is the hottest', () => {
  const heat: StreamHeat = heatOf(new TrafficCounter([A, B]).byShard(), new Map(), 1.5);
  assert.is(hottestOf(heat), undefined);
  assert.is(heat.spread.records.variation, 0);
  assert.equal(heat.shards[0]?.timesFairShare, none());
  assert.equal(
    heat.shards.map(({ relation }) => relation),
    ['not hot', 'not hot'],
  );
});

test('Records of a shard that was not announced are refused', () => {
  const counter = new TrafficCounter([A]);
  assert.throws(
    () => counter.add(B, { partitionKey: 'key', data: new Uint8Array(0), arrivedMs: NOON }),
    (error: Error) => error.message === `No traffic is counted for ${B}.`,
  );
});

function put(
  counter: TrafficCounter,
  shardId: string,
  second: number,
  records: number,
  bytes = 100,
): void {
  const data = new Uint8Array(bytes - 3);
  for (let record = 0; record < records; record++) {
    counter.add(shardId, { partitionKey: 'key', data, arrivedMs: NOON + second * 1_000 });
  }
}

/** One minute from CloudWatch, of 100 bytes a record. */
function minutes(records: Record<string, number>): Map<string, ShardTraffic> {
  return new Map(
    Object.entries(records).map(([shardId, count]) => [
      shardId,
      { minutes: new Map([[NOON, { records: count, bytes: count * 100 }]]) },
    ]),
  );
}

function none() {
  return { records: 0, bytes: 0 };
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
}

test.run();
