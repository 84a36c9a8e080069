import { evenRanges } from './hash-key.ts';
import type { Shard } from './shard.ts';
import type { ShardMap } from './shard-map.ts';

/**
 * UpdateShardCount's UNIFORM_SCALING: goes up the hash space, splits where a range of the new, even
 * division ends within a shard, and merges what lies within one of its ranges. As on AWS that may
 * leave short-lived shards behind.
 */
export function scaleUniformly(shards: ShardMap, count: number, nowMs: number): void {
  for (const [index, { end }] of evenRanges(count).entries()) {
    // The shards before this one have their new ranges, so that this one starts where it should.
    let shard = cutAt(shards, index, end, nowMs);
    while (shard.range.end < end) {
      shard = shards.merge(shard, cutAt(shards, index + 1, end, nowMs), nowMs);
    }
  }
}

/** The open shard at `index`, or the part of it up to `end` when it goes further. */
function cutAt(shards: ShardMap, index: number, end: bigint, nowMs: number): Shard {
  const shard = shards.open[index];
  if (shard === undefined) throw new Error('the open shards cover the hash space');
  return shard.range.end > end ? shards.split(shard, end + 1n, nowMs)[0] : shard;
}
