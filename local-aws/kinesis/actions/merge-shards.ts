import type { MergeShardsInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { inOnDemandMode, invalidArgument, shardNotOpen } from '../errors.ts';
import { findShard } from '../find-shard.ts';
import { SHARD_ID, STREAM } from '../rules.ts';
import type { KinesisState } from '../state.ts';

export const mergeShards = defineAction<KinesisState, MergeShardsInput, object>({
  rules: { ...STREAM, ShardToMerge: SHARD_ID, AdjacentShardToMerge: SHARD_ID },
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    if (stream.mode === 'ON_DEMAND') throw inOnDemandMode(stream);
    const lower = findShard(stream, input.ShardToMerge);
    const upper = findShard(stream, input.AdjacentShardToMerge);
    // AWS was seen to refuse the pair in the other order.
    if (lower.range.end + 1n !== upper.range.start) {
      throw invalidArgument(
        `Shards ${lower.id} and ${upper.id} in stream ${stream.name} under account ${stream.account} are not an adjacent pair of shards eligible for merging`,
      );
    }
    stream.requireActive();
    for (const shard of [lower, upper]) {
      if (shard.closedMs !== undefined) throw shardNotOpen(shard.id, stream);
    }
    stream.update((nowMs) => stream.shards.merge(lower, upper, nowMs));
  },
});
