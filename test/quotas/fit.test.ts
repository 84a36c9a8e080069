import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { fit, needsOfClass, needsOfWalk } from '../../src/quotas/fit.ts';
import config from '../../workshop.config.ts';

const LIMITS = { openShards: 6_000, stacks: 2_000 };

test('A walk needs the shards that it deploys and splits, and its stacks', async () => {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  assert.equal(needsOfWalk(entries, config), { openShards: 10, stacks: 3 });
  assert.equal(needsOfWalk(entries.slice(0, 1), config).openShards, 4);
});

test('A class needs the whole of each walk that is to begin, and the rest of those that have', () => {
  const walk = { openShards: 10, stacks: 3 };
  assert.equal(needsOfClass({ toBegin: 490, begun: 10 }, walk, config), {
    openShards: 4_960,
    stacks: 1_490,
  });
});

test('What just fits fits, and one more does not', () => {
  const used = { openShards: 1_000, stacks: 500 };
  assert.equal(fit({ openShards: 5_000, stacks: 1_500 }, { limits: LIMITS, used }), {
    fits: true,
    sentences: [
      '5,000 open shards are needed at most, 5,000 of 6,000 are free',
      '1,500 stacks are needed at most, 1,500 of 2,000 are free',
    ],
  });
  assert.is(fit({ openShards: 5_001, stacks: 0 }, { limits: LIMITS, used }).fits, false);
  assert.is(fit({ openShards: 0, stacks: 1_501 }, { limits: LIMITS, used }).fits, false);
});

test('Of a quota that was lowered below what is used nothing is free', () => {
  const used = { openShards: 7_000, stacks: 0 };
  assert.equal(
    fit({ openShards: 4, stacks: 1 }, { limits: LIMITS, used }).sentences[0],
    '4 open shards are needed at most, 0 of 6,000 are free',
  );
});

test.run();
