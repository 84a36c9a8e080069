import type { CreateStreamInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { invalidArgument } from '../errors.ts';
import { ON_DEMAND_SHARDS, TAGS_PER_STREAM } from '../limits.ts';
import { DISTRIBUTION, NAME, RECORD_KIB, SHARD_COUNT, STREAM_MODE, TAGS } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { requireTags } from '../tags.ts';

export const createStream = defineAction<KinesisState, CreateStreamInput, object>({
  rules: {
    StreamName: NAME,
    ShardCount: SHARD_COUNT,
    'StreamModeDetails.StreamMode': STREAM_MODE,
    Tags: TAGS,
    MaxRecordSizeInKiB: RECORD_KIB,
    RecordDistributionStrategy: DISTRIBUTION,
  },
  unsupported: ['WarmThroughputMiBps'],
  run(input, { state }) {
    const tags = input.Tags ?? {};
    requireTags(tags);
    if (Object.keys(tags).length > TAGS_PER_STREAM) {
      throw invalidArgument(`A stream cannot have more than ${TAGS_PER_STREAM} tags.`);
    }
    // AWS gives a stream without a mode and without a shard count four shards.
    const mode =
      input.StreamModeDetails?.StreamMode ??
      (input.ShardCount === undefined ? 'ON_DEMAND' : 'PROVISIONED');
    state.create({
      name: input.StreamName,
      mode,
      shardCount: shardCount(mode, input.ShardCount),
      distribution: distribution(mode, input.RecordDistributionStrategy),
      maxRecordKiB: input.MaxRecordSizeInKiB,
      tags,
    });
  },
});

function shardCount(mode: string, requested: number | undefined): number {
  if (mode === 'ON_DEMAND') {
    if (requested === undefined) return ON_DEMAND_SHARDS;
    throw invalidArgument('ShardCount is not expected when StreamMode=ON_DEMAND');
  }
  if (requested !== undefined) return requested;
  throw invalidArgument('ShardCount is expected when StreamMode=PROVISIONED');
}

function distribution(mode: string, requested: 'AUTO' | 'USER_PARTITION_KEY' | undefined) {
  if (requested === 'AUTO' && mode !== 'ON_DEMAND') {
    throw invalidArgument(
      'RecordDistributionStrategy AUTO is only supported for on-demand streams.',
    );
  }
  return requested ?? 'USER_PARTITION_KEY';
}
