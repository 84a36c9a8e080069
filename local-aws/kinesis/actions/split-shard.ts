import type { SplitShardInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { inOnDemandMode, invalidArgument, shardNotOpen } from '../errors.ts';
import { findShard } from '../find-shard.ts';
import { HASH_KEY, SHARD_ID, STREAM } from '../rules.ts';
import type { KinesisState } from '../state.ts';

export const splitShard = defineAction<KinesisState, SplitShardInput, object>({
  rules: { ...STREAM, ShardToSplit: SHARD_ID, NewStartingHashKey: HASH_KEY },
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    if (stream.mode === 'ON_DEMAND') throw inOnDemandMode(stream);
    const shard = findShard(stream, input.ShardToSplit);
    const { start, end } = shard.range;
    const at = BigInt(input.NewStartingHashKey);
    if (at <= start + 1n || at >= end) {
      throw invalidArgument(
        `NewStartingHashKey ${at} used in SplitShard() on shard ${shard.id} in stream ${stream.name} under account ${stream.account} is not both greater than one plus the shard's StartingHashKey ${start} and less than the shard's EndingHashKey ${end}.`,
      );
    }
    stream.requireActive();
    if (shard.closedMs !== undefined) throw shardNotOpen(shard.id, stream);
    state.requireShards(1);
    stream.update((nowMs) => stream.shards.split(shard, at, nowMs));
  },
});
