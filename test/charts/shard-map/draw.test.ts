import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { drawShardMap } from '../../../charts/shard-map/draw.ts';
import { LIGHT } from '../../../charts/theme.ts';
import { FOUR } from './maps.ts';

const ids = (svg: string) => [...svg.matchAll(/data-shard="([^"]*)"/g)].map(([, id]) => id);

test('Each open shard is drawn at its width, and the hot one is marked', () => {
  const svg = drawShardMap(FOUR, 1024, LIGHT);
  assert.equal(
    ids(svg),
    FOUR.shards.map(({ shardId }) => shardId),
  );
  assert.match(svg, /<g class="shard open hot" data-shard="shardId-000000000000">/);
  assert.is(svg.match(/class="shard open"/g)?.length, 3);
});

test.run();
