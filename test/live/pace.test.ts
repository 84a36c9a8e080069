import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { costLines, paceOf } from '../../src/live/pace.ts';

test('An AWS that may be a real one is asked seldom, and what that costs is told', () => {
  for (const target of ['aws', 'endpoint'] as const) {
    const cloud = { target, timeLapse: false };
    assert.is(paceOf(cloud).dashboard, 60_000, target);
    assert.equal(costLines(cloud), [
      'While somebody looks at it, AWS bills the metrics that it asks for: some 0.05 USD an hour with 4 shards.',
    ]);
  }
});

test('A local AWS, and one whose clock can be moved, are asked often and bill nothing', () => {
  const own = { target: 'local', timeLapse: false } as const;
  const elsewhere = { target: 'endpoint', timeLapse: true } as const;
  for (const cloud of [own, elsewhere]) {
    assert.is(paceOf(cloud).dashboard, 2_000, cloud.target);
    assert.equal(costLines(cloud), []);
  }
});

test.run();
