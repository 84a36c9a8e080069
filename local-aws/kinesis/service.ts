import { defineService } from '../action.ts';
import { cloudWatchState } from '../cloudwatch/state.ts';
import { addTagsToStream } from './actions/add-tags-to-stream.ts';
import { createStream } from './actions/create-stream.ts';
import { decreaseStreamRetentionPeriod } from './actions/decrease-stream-retention-period.ts';
import { deleteStream } from './actions/delete-stream.ts';
import { describeLimits } from './actions/describe-limits.ts';
import { describeStream } from './actions/describe-stream.ts';
import { describeStreamSummary } from './actions/describe-stream-summary.ts';
import { disableEnhancedMonitoring } from './actions/disable-enhanced-monitoring.ts';
import { enableEnhancedMonitoring } from './actions/enable-enhanced-monitoring.ts';
import { getRecords } from './actions/get-records.ts';
import { getShardIterator } from './actions/get-shard-iterator.ts';
import { increaseStreamRetentionPeriod } from './actions/increase-stream-retention-period.ts';
import { listShards } from './actions/list-shards.ts';
import { listStreams } from './actions/list-streams.ts';
import { listTagsForResource } from './actions/list-tags-for-resource.ts';
import { listTagsForStream } from './actions/list-tags-for-stream.ts';
import { mergeShards } from './actions/merge-shards.ts';
import { putRecord } from './actions/put-record.ts';
import { putRecords } from './actions/put-records.ts';
import { removeTagsFromStream } from './actions/remove-tags-from-stream.ts';
import { splitShard } from './actions/split-shard.ts';
import { tagResource } from './actions/tag-resource.ts';
import { untagResource } from './actions/untag-resource.ts';
import { updateMaxRecordSize } from './actions/update-max-record-size.ts';
import { updateShardCount } from './actions/update-shard-count.ts';
import { updateStreamMode } from './actions/update-stream-mode.ts';
import { updateStreamRecordDistributionStrategy } from './actions/update-stream-record-distribution-strategy.ts';
import { api } from './api.ts';
import { notImplemented } from './errors.ts';
import { invalid } from './invalid.ts';
import { KinesisState } from './state.ts';

export const kinesis = defineService<KinesisState>({
  ...api,
  schemas: () => import('@aws-sdk/client-kinesis'),
  actions: {
    AddTagsToStream: addTagsToStream,
    CreateStream: createStream,
    DecreaseStreamRetentionPeriod: decreaseStreamRetentionPeriod,
    DeleteStream: deleteStream,
    DescribeLimits: describeLimits,
    DescribeStream: describeStream,
    DescribeStreamSummary: describeStreamSummary,
    DisableEnhancedMonitoring: disableEnhancedMonitoring,
    EnableEnhancedMonitoring: enableEnhancedMonitoring,
    GetRecords: getRecords,
    GetShardIterator: getShardIterator,
    IncreaseStreamRetentionPeriod: increaseStreamRetentionPeriod,
    ListShards: listShards,
    ListStreams: listStreams,
    ListTagsForResource: listTagsForResource,
    ListTagsForStream: listTagsForStream,
    MergeShards: mergeShards,
    PutRecord: putRecord,
    PutRecords: putRecords,
    RemoveTagsFromStream: removeTagsFromStream,
    SplitShard: splitShard,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateMaxRecordSize: updateMaxRecordSize,
    UpdateShardCount: updateShardCount,
    UpdateStreamMode: updateStreamMode,
    UpdateStreamRecordDistributionStrategy: updateStreamRecordDistributionStrategy,
  },
  createState: (scope) =>
    new KinesisState(
      scope,
      () => scope.partition.state(cloudWatchState, scope.account, scope.region).metrics,
    ),
  invalid,
  notImplemented,
});
