import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CountsByMinute } from '../../src/insight/counts.ts';
import { compareWitnesses, uncountedMinutes, worst } from '../../src/insight/witnesses.ts';

const NOON = Date.parse('2026-06-01T12:00:00Z');
const STRICT = { witnessTolerance: 0.02, witnessSlackRecords: 0 };
const [A, B] = ['shardId-000000000000', 'shardId-000000000001'];

test('Witnesses within the tolerance agree, also when the minutes’ edges differ', () => {
  const counted = counts({ 0: [980, 1_000], 1: [0, 0] });
  const readBack = counts({ 0: [1_010, 1_010], 1: [] });
  assert.equal(compareWitnesses(counted, readBack, STRICT).disagreements, []);
});

test('The tolerance is a part of the greater number, and what is just at it agrees', () => {
  const readBack = counts({ 0: [1_000, 1_000] });
  const compared = (second: number) =>
    compareWitnesses(counts({ 0: [1_000, second] }), readBack, STRICT).disagreements.length;
  assert.equal([compared(960), compared(959)], [0, 1]);
});

test('A slow shard may differ by the slack, and by not one record more', () => {
  const slack = { witnessTolerance: 0.02, witnessSlackRecords: 40 };
  const compared = (sum: number) =>
    compareWitnesses(counts({ 0: [1, sum - 1] }), counts({ 0: [1, 99] }), slack).disagreements;
  assert.equal([compared(60), compared(140)], [[], []]);
  assert.equal([compared(59).length, compared(141).length], [1, 1]);
});

test('Witnesses that differ are named with the shard, both numbers and the end of its last short minute', () => {
  const counted = counts({ 0: [1_000, 1_000, 1_000, 1_000], 1: [500, 400, 450, 500] });
  const readBack = counts({ 0: [1_000, 1_000, 1_000, 1_000], 1: [500, 500, 500, 500] });
  assert.equal(compareWitnesses(counted, readBack, STRICT), {
    fromMs: NOON,
    leftOut: 0,
    shortInFirstMinute: 0,
    disagreements: [
      { shardId: B, counted: 1_850, readBack: 2_000, shortUntilMs: NOON + 3 * 60_000 },
    ],
  });
});

test('Whole minutes before the first that any shard was counted in are left out', () => {
  const none = Number.NaN;
  const counted = counts({ 0: [none, none, 100, 100], 1: [none, none, none, 50] });
  const readBack = counts({ 0: [70, 80, 100, 100], 1: [7, 8, 0, 50] });
  assert.equal(compareWitnesses(counted, readBack, STRICT), {
    fromMs: NOON + 2 * 60_000,
    leftOut: 165,
    shortInFirstMinute: 0,
    disagreements: [],
  });
});

test('The first counted minute may have begun without metrics, the later ones may not', () => {
  const readBack = counts({ 0: [100, 100, 100] });
  const inFirst = compareWitnesses(counts({ 0: [30, 100, 100] }), readBack, STRICT);
  assert.equal([inFirst.shortInFirstMinute, inFirst.disagreements], [70, []]);
  const inSecond = compareWitnesses(counts({ 0: [100, 30, 100] }), readBack, STRICT);
  assert.equal([inSecond.shortInFirstMinute, inSecond.disagreements.length], [0, 1]);
  const inBoth = compareWitnesses(counts({ 0: [30, 30, 100] }), readBack, STRICT);
  assert.equal(inBoth.disagreements, [
    { shardId: A, counted: 160, readBack: 300, shortUntilMs: NOON + 2 * 60_000 },
  ]);
});

test('Too many in the first counted minute are too many', () => {
  const compared = compareWitnesses(counts({ 0: [130] }), counts({ 0: [100] }), STRICT);
  assert.equal(compared.disagreements, [{ shardId: A, counted: 130, readBack: 100 }]);
});

test('Where CloudWatch counted nothing at all, everything is compared', () => {
  const compared = compareWitnesses(counts({ 0: [] }), counts({ 0: [100] }), STRICT);
  assert.is(compared.leftOut, 0);
  assert.equal(compared.disagreements, [
    { shardId: A, counted: 0, readBack: 100, shortUntilMs: NOON + 60_000 },
  ]);
});

test('The worst is final before it is great', () => {
  const short = { shardId: A, counted: 0, readBack: 900, shortUntilMs: NOON };
  const over = { shardId: B, counted: 2_000, readBack: 1_900 };
  const furtherOver = { shardId: A, counted: 300, readBack: 100 };
  const mayMend = (one: { shortUntilMs?: number }) => one.shortUntilMs !== undefined;
  assert.is(worst([short, over, furtherOver], mayMend), furtherOver);
  assert.is(
    worst([over, short], () => false),
    short,
  );
  assert.is(worst([], mayMend), undefined);
});

test('A minute with records and no datapoint is uncounted, one that is idle is not', () => {
  const counted = counts({ 0: [1_000], 1: [] });
  const readBack = counts({ 0: [1_000, 7], 1: [] });
  assert.equal(uncountedMinutes(counted, readBack), [
    { shardId: A, minuteMs: NOON + 60_000, readBack: 7 },
  ]);
});

test('Minutes before any shard was counted are not missed, unless none was counted ever', () => {
  const readBack = counts({ 0: [7, 9] });
  assert.equal(uncountedMinutes(counts({ 0: [Number.NaN, 9] }), readBack), []);
  assert.equal(
    uncountedMinutes(counts({ 0: [] }), readBack).map(({ readBack }) => readBack),
    [9, 7],
  );
});

/** Datapoints of one minute after the other from noon; none where it is no number. */
function counts(perShard: Record<number, number[]>): CountsByMinute {
  return new Map(
    Object.entries(perShard).map(([shard, minutes]) => [
      `shardId-00000000000${shard}`,
      new Map(
        minutes.flatMap((records, minute) =>
          Number.isNaN(records) ? [] : [[NOON + minute * 60_000, records]],
        ),
      ),
    ]),
  );
}

test.run();
