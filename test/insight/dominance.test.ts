import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CountsByMinute } from '../../src/insight/counts.ts';
import { heatText, type Judgement, judgeDominance, leaderOf } from '../../src/insight/dominance.ts';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const WINDOW = { startMs: NOON, endMs: NOON + 15 * 60_000 };
const RULE = {
  hotShardId: 'shardId-000000000000',
  windowMinutes: 15,
  minShare: 0.5,
  minLead: 2,
  minRecords: 1_000,
  minMinutes: 3,
  witnessTolerance: 0.02,
  witnessSlackRecords: 40,
};

test('Ten times as much as each other shard is dominant', () => {
  const judgement = judge({
    0: [12_000, 9_000, 15_000],
    1: [1_200, 1_200, 1_200],
    2: [3_600],
    3: [3_600],
  });
  assert.is(judgement.kind, 'dominant');
  assert.equal('heat' in judgement && judgement.heat, {
    hottestShardId: 'shardId-000000000000',
    records: 36_000,
    totalRecords: 46_800,
    minutes: 3,
    share: 36_000 / 46_800,
    secondShardId: 'shardId-000000000001',
    lead: 10,
    timesFairShare: (36_000 / 46_800) * 4,
    peakUtilisation: 0.25,
    throttled: 0,
  });
});

test('Just at each threshold it is still dominant', () => {
  assert.is(judge({ 0: [400, 300, 300], 1: [500], 2: [500] }).kind, 'dominant');
});

test('No records at all are named as that', () => {
  for (const counts of [{}, { 0: [0, 0], 1: [] }]) {
    assert.is(
      reason(judge(counts)),
      'CloudWatch counted no records, neither from 12:00Z to 12:15Z nor before.',
    );
  }
});

test('Old traffic is named with the time of its newest minute', () => {
  const judgement = judge({ 0: [], 1: [] }, { olderMinuteMs: NOON - 25 * 60_000 });
  assert.is(judgement.kind, 'old');
  assert.is(
    reason(judgement),
    'The traffic is old: the newest records are from 2026-06-01 11:35Z, before the 15 minutes from 12:00Z to 12:15Z.',
  );
});

test('Too few records are named with both numbers', () => {
  const judgement = judge({ 0: [333, 333, 333], 1: [10] });
  assert.is(judgement.kind, 'too few records');
  assert.is(
    reason(judgement),
    'Too few records: shardId-000000000000, the busiest, received 999 from 12:00Z to 12:15Z; at least 1,000 are needed.',
  );
});

test('Too few minutes are named with both numbers, and an idle minute is none', () => {
  const judgement = judge({ 0: [900, 0, 900], 1: [10] });
  assert.is(judgement.kind, 'too few minutes');
  assert.is(
    reason(judgement),
    'Too few minutes: shardId-000000000000 received records in 2 of the minutes from 12:00Z to 12:15Z; at least 3 are needed.',
  );
});

test('Even traffic is named with its share and lead', () => {
  const judgement = judge({ 0: [400, 400, 400], 1: [1_190], 2: [1_180], 3: [1_170] });
  assert.is(judgement.kind, 'even');
  assert.is(
    reason(judgement),
    "The traffic is too even: shardId-000000000000 leads with 25.3 % of the records, 1.0 times as many as shardId-000000000001; at least 50.0 % and 2.0 times the second's are needed.",
  );
});

test('A great share with a small lead is even, too', () => {
  assert.is(judge({ 0: [1_000, 1_000, 1_000], 1: [2_000] }).kind, 'even');
});

test('A great lead with a small share is even, too', () => {
  const others = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [n, [400]]));
  assert.is(judge({ 0: [400, 400, 400], ...others }).kind, 'even');
});

test('Another hot shard is named', () => {
  const judgement = judge({ 0: [100], 1: [100], 2: [1_000, 1_000, 1_000], 3: [100] });
  assert.is(judgement.kind, 'another shard');
  assert.is(
    reason(judgement),
    'The hot shard is shardId-000000000002, not shardId-000000000000: it received 90.9 % of the records.',
  );
});

test('The only shard that received records leads without a number', () => {
  const judgement = judge({ 0: [500, 500, 500], 1: [] });
  assert.is(judgement.kind, 'dominant');
  assert.is(
    'heat' in judgement && heatText(judgement.heat),
    'shardId-000000000000 received 100.0 % of 1,500 records, and no other shard received any; 2.0 times its fair share; peak 0.8 % of 1,000 records/s; 0 writes throttled',
  );
});

test('A shard alone leads before none, and one that has as much as another if it is the first', () => {
  assert.equal(leaderOf(counts({ 2: [5] })), {
    hottestShardId: 'shardId-000000000002',
    records: 5,
    secondShardId: '',
    lead: Infinity,
  });
  assert.equal(leaderOf(counts({ 0: [4], 1: [5], 2: [5] })), {
    hottestShardId: 'shardId-000000000001',
    records: 5,
    secondShardId: 'shardId-000000000002',
    lead: 1,
  });
});

test('A saturated shard shows its plateau and what it refused beside it', () => {
  const judgement = judge(
    { 0: [60_000, 60_000, 60_000], 1: [30_000] },
    { throttled: counts({ 0: [5_000, 7_000], 1: [3] }) },
  );
  assert.is(
    'heat' in judgement && heatText(judgement.heat),
    'shardId-000000000000 received 85.7 % of 210,000 records, 6.0 times as many as shardId-000000000001; 1.7 times its fair share; peak 100.0 % of 1,000 records/s; 12,000 writes throttled',
  );
});

test('A window without a minute is named as that', () => {
  const sightings = { window: { startMs: NOON, endMs: NOON }, counts: counts({ 0: [] }) };
  assert.is(
    reason(judgeDominance({ ...sightings, throttled: counts({}) }, RULE)),
    'The stream is younger than a minute: there is no complete minute to look at yet.',
  );
});

function judge(
  perShard: Record<number, number[]>,
  others: { olderMinuteMs?: number; throttled?: CountsByMinute } = {},
): Judgement {
  return judgeDominance(
    { window: WINDOW, counts: counts(perShard), throttled: counts({}), ...others },
    RULE,
  );
}

/** Datapoints of one minute after the other from noon. */
function counts(perShard: Record<number, number[]>): CountsByMinute {
  return new Map(
    Object.entries(perShard).map(([shard, minutes]) => [
      `shardId-00000000000${shard}`,
      new Map(minutes.map((records, minute) => [NOON + minute * 60_000, records])),
    ]),
  );
}

function reason(judgement: Judgement): string {
  return 'reason' in judgement ? judgement.reason : '';
}

test.run();
