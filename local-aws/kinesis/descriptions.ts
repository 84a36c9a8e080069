import type { Shard as ShardShape, StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { Shard } from './shard.ts';
import type { Stream } from './stream.ts';

export function describeHashKeyRange({ range }: Shard) {
  return { StartingHashKey: range.start.toString(), EndingHashKey: range.end.toString() };
}

export function describeShard(shard: Shard): ShardShape {
  const [parent, adjacentParent] = shard.parents;
  const ending = shard.endingSequenceNumber;
  return {
    ShardId: shard.id,
    ...(parent && { ParentShardId: parent.id }),
    ...(adjacentParent && { AdjacentParentShardId: adjacentParent.id }),
    HashKeyRange: describeHashKeyRange(shard),
    SequenceNumberRange: {
      StartingSequenceNumber: shard.numbers.starting,
      ...(ending !== undefined && { EndingSequenceNumber: ending }),
    },
  };
}

/** What DescribeStream and DescribeStreamSummary both say of a stream. */
export function describeStream(stream: Stream) {
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    StreamStatus: stream.status,
    StreamModeDetails: { StreamMode: stream.mode },
    RetentionPeriodHours: stream.retentionHours,
    StreamCreationTimestamp: new Date(stream.createdMs),
    EnhancedMonitoring: [{ ShardLevelMetrics: [...stream.shardLevelMetrics] }],
    EncryptionType: 'NONE',
  } satisfies Partial<StreamDescriptionSummary>;
}
