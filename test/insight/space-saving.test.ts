import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SpaceSaving } from '../../src/insight/space-saving.ts';
import { Random } from '../support/random.ts';
import { zipf } from './zipf.ts';

type Weighted = readonly [key: string, weight: number];

test('As long as there is room, weights are exact', () => {
  const sketch = sketchOf(3, [
    ['a', 5],
    ['b', 1],
    ['c', 2],
    ['b', 3],
  ]);
  assert.equal(sketch.top(), [
    { key: 'a', weight: 5, error: 0 },
    { key: 'b', weight: 4, error: 0 },
    { key: 'c', weight: 2, error: 0 },
  ]);
});

test('A key that is not kept while there is room weighs nothing', () => {
  const sketch = sketchOf(2, [['a', 5]]);
  assert.is(sketch.errorBound, 0);
  assert.equal(sketch.estimate('b'), { weight: 0, error: 0 });
});

test('Without room a key takes over the lightest counter, and its weight as error', () => {
  const sketch = sketchOf(2, [
    ['a', 5],
    ['b', 2],
    ['c', 4],
  ]);
  assert.equal(sketch.top(), [
    { key: 'c', weight: 6, error: 2 },
    { key: 'a', weight: 5, error: 0 },
  ]);
  assert.is(sketch.total, 11);
  assert.is(sketch.errorBound, 5);
  assert.equal(sketch.estimate('b'), { weight: 5, error: 5 });
});

test('The top is as long as asked for, and equal weights are in the order of their names', () => {
  const sketch = sketchOf(5, [
    ['b', 1],
    ['d', 2],
    ['a', 1],
    ['c', 1],
    ['e', 1],
  ]);
  assert.equal(
    sketch.top(4).map(({ key }) => key),
    ['d', 'a', 'b', 'c'],
  );
});

test('On any stream the bound is total ÷ capacity at most, and holds for every key', () => {
  for (const seed of seeds(40)) {
    const random = new Random(seed);
    const stream = weights(random, 2_000);
    holds(sketchOf(1 + random.below(60), stream), stream);
  }
});

test('Merged in any order and added to afterwards, the bound of the whole holds', () => {
  for (const seed of seeds(40)) {
    const random = new Random(seed);
    const capacity = 1 + random.below(40);
    const streams = Array.from({ length: 5 }, () => weights(random, random.below(600)));
    const sketches = streams.map((stream) => sketchOf(capacity, stream));
    while (sketches.length > 1) {
      const [taken] = sketches.splice(random.below(sketches.length), 1);
      if (taken !== undefined) random.pick(sketches).merge(taken);
    }
    const [merged] = sketches;
    if (merged === undefined) throw new Error('no sketch is left');
    holds(merged, streams.flat());
    const more = weights(random, 300);
    for (const [key, weight] of more) merged.add(key, weight);
    holds(merged, [...streams.flat(), ...more]);
  }
});

test('A sketch of exact weights keeps the heaviest without error, and its bound holds', () => {
  const exact = new Map(weights(new Random(5), 500));
  const sketch = SpaceSaving.ofExact(exact, 10);
  assert.equal(
    sketch.top().map(({ key, error }) => [key, error]),
    [...exact]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, 10)
      .map(([key]) => [key, 0]),
  );
  holds(sketch, [...exact]);
});

test('Of a million records of Zipf 1.1 over 100,000 keys, 1,000 counters give the top ten exactly', () => {
  const draw = zipf(100_000, 1.1);
  const random = new Random(1);
  const sketch = new SpaceSaving(1_000);
  const exact = new Map<string, number>();
  for (let record = 0; record < 1_000_000; record++) {
    const key = `customer-${draw(random.next())}`;
    sketch.add(key, 1);
    exact.set(key, (exact.get(key) ?? 0) + 1);
  }
  assert.equal(
    sketch.top(10).map(({ key, weight }) => [key, weight]),
    [...exact].sort(([, x], [, y]) => y - x).slice(0, 10),
  );
});

test('A sketch without room, and a merge of two capacities, are refused', () => {
  assert.throws(
    () => new SpaceSaving(0),
    (error: Error) => error.message === 'A sketch needs room for at least one key, not for 0.',
  );
  assert.throws(
    () => new SpaceSaving(3).merge(new SpaceSaving(4)),
    (error: Error) => error.message === 'A sketch of 3 keys can not take in 4.',
  );
});

/** What the sketch promises, held against exact weights. */
function holds(sketch: SpaceSaving, stream: readonly Weighted[]): void {
  const exact = new Map<string, number>();
  let total = 0;
  for (const [key, weight] of stream) {
    exact.set(key, (exact.get(key) ?? 0) + weight);
    total += weight;
  }
  assert.is(sketch.total, total);
  assert.ok(sketch.errorBound <= total / sketch.capacity, 'the bound is total ÷ capacity at most');
  const kept = new Set(sketch.top().map(({ key }) => key));
  assert.ok(kept.size <= sketch.capacity, 'no more keys than there is room for');
  for (const [key, weight] of exact) {
    const { weight: estimated, error } = sketch.estimate(key);
    assert.ok(error <= sketch.errorBound, 'no error is above the bound');
    assert.ok(weight <= estimated, 'no weight is under-estimated');
    assert.ok(estimated - error <= weight, 'none is over-estimated by more than its error');
    assert.ok(kept.has(key) || weight <= sketch.errorBound, 'no heavy key is missing');
  }
}

function sketchOf(capacity: number, stream: readonly Weighted[]): SpaceSaving {
  const sketch = new SpaceSaving(capacity);
  for (const [key, weight] of stream) sketch.add(key, weight);
  return sketch;
}

/** Few keys with much and many with little, in any order. */
function weights(random: Random, count: number): Weighted[] {
  return Array.from({ length: count }, (): Weighted => {
    const key = random.chance(0.5) ? `busy-${random.below(8)}` : `key-${random.below(400)}`;
    return [key, 1 + random.below(random.pick([1, 10, 1_000]))];
  });
}

function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, seed) => seed + 1);
}

test.run();
