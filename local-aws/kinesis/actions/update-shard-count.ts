import type { UpdateShardCountInput, UpdateShardCountOutput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { inOnDemandMode, limitExceeded } from '../errors.ts';
import { CHANGES_PER_DAY, UPDATED_SHARD_COUNT } from '../limits.ts';
import { SHARD_COUNT, STREAM } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { scaleUniformly } from '../uniform-scaling.ts';

export const updateShardCount = defineAction<
  KinesisState,
  UpdateShardCountInput,
  UpdateShardCountOutput
>({
  rules: {
    ...STREAM,
    TargetShardCount: SHARD_COUNT,
    ScalingType: { values: ['UNIFORM_SCALING'] },
  },
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    if (stream.mode === 'ON_DEMAND') throw inOnDemandMode(stream);
    stream.requireActive();
    const current = stream.shards.open.length;
    const { TargetShardCount: target } = input;
    requireReach(current, target);
    state.requireShards(target - current);
    if (!stream.allowChange('shardCount', CHANGES_PER_DAY.shardCount)) {
      throw limitExceeded(
        `UpdateShardCount was called on stream ${stream.name} under account ${stream.account} more than ${CHANGES_PER_DAY.shardCount} times in 24 hours.`,
      );
    }
    stream.update((nowMs) => scaleUniformly(stream.shards, target, nowMs));
    return {
      StreamName: stream.name,
      StreamARN: stream.arn,
      CurrentShardCount: current,
      TargetShardCount: target,
    };
  },
});

/** @throws LimitExceededException beyond double, below half, or over the most that there can be */
function requireReach(current: number, target: number): void {
  const counts = `Current open shard count: ${current}, Target shard count: ${target}`;
  if (target > UPDATED_SHARD_COUNT) {
    throw limitExceeded(
      `Target shard count or number of open shards cannot be greater than ${UPDATED_SHARD_COUNT}. ${counts}`,
    );
  }
  if (target > current * 2) {
    throw limitExceeded(
      `UpdateShardCount cannot scale up over double your current open shard count. ${counts}`,
    );
  }
  if (target < current / 2) {
    throw limitExceeded(
      `UpdateShardCount cannot scale down below half your current open shard count. ${counts}`,
    );
  }
}
