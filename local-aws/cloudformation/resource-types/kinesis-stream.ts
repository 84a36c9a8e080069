import { arn, generatedName } from '../names.ts';
import { isObject, type Json, sameJson } from '../template/json.ts';
import { awaitStream, call, callWhenActive, describe, isGone } from './kinesis-stream-calls.ts';
import { kinesisStreamRules } from './kinesis-stream-rules.ts';
import type { Place, ResourceRequest, ResourceType } from './resource-type.ts';
import { desiredTags, tagChanges } from './tags.ts';

const DEFAULT_RETENTION_HOURS = 24;
const DEFAULT_MAX_RECORD_KIB = 1024;
const LONGEST_NAME = 128;

/** AWS::Kinesis::Stream, all its properties but encryption and warm throughput. */
export const kinesisStream: ResourceType = {
  serviceName: 'Kinesis',
  rules: kinesisStreamRules,
  createOnly: ['Name'],
  notImplemented: ['StreamEncryption', 'WarmThroughputMiBps'],
  attributes: ['Arn'],
  takesStackTags: true,

  *create(request, initiated) {
    const { Name, ShardCount, StreamModeDetails, MaxRecordSizeInKiB } = request.properties;
    const StreamName = String(Name ?? generatedName(request, LONGEST_NAME));
    const tags = desiredTags(request);
    call(request, 'CreateStream', {
      StreamName,
      StreamModeDetails,
      // AWS was seen to give a stream without a shard count one shard
      ShardCount: ShardCount ?? (isOnDemand(StreamModeDetails) ? undefined : 1),
      MaxRecordSizeInKiB,
      Tags: Object.keys(tags).length === 0 ? undefined : tags,
    });
    initiated(StreamName);
    yield* awaitStream(request, StreamName);
    yield* setRetention(request, StreamName);
    yield* setMetrics(request, StreamName);
  },

  *update(request, StreamName, previous) {
    const { ShardCount, StreamModeDetails, MaxRecordSizeInKiB } = request.properties;
    const StreamARN = streamArn(request, StreamName);
    const changed = (property: string) =>
      previous.isUnsettled ||
      !sameJson(request.properties[property], previous.properties[property]);
    yield* awaitStream(request, StreamName);
    if (changed('StreamModeDetails')) {
      const StreamMode = isOnDemand(StreamModeDetails) ? 'ON_DEMAND' : 'PROVISIONED';
      const input = { StreamARN, StreamModeDetails: { StreamMode } };
      yield* callWhenActive(request, StreamName, 'UpdateStreamMode', input);
    }
    if (changed('ShardCount') && !isOnDemand(StreamModeDetails)) {
      const TargetShardCount = Number(ShardCount ?? 1);
      if (describe(request, StreamName).OpenShardCount !== TargetShardCount) {
        const input = { StreamName, TargetShardCount, ScalingType: 'UNIFORM_SCALING' };
        yield* callWhenActive(request, StreamName, 'UpdateShardCount', input);
      }
    }
    if (changed('RetentionPeriodHours')) yield* setRetention(request, StreamName);
    if (changed('DesiredShardLevelMetrics')) yield* setMetrics(request, StreamName);
    if (changed('MaxRecordSizeInKiB')) {
      const KiB = MaxRecordSizeInKiB ?? DEFAULT_MAX_RECORD_KIB;
      const input = { StreamARN, MaxRecordSizeInKiB: KiB };
      yield* callWhenActive(request, StreamName, 'UpdateMaxRecordSize', input);
    }
    const { set: Tags, removed: TagKeys } = tagChanges(request, previous);
    if (TagKeys.length > 0) call(request, 'RemoveTagsFromStream', { StreamName, TagKeys });
    if (Object.keys(Tags).length > 0) call(request, 'AddTagsToStream', { StreamName, Tags });
  },

  *delete(request, StreamName) {
    try {
      yield* callWhenActive(request, StreamName, 'DeleteStream', { StreamName });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },

  attribute: (place, name) => streamArn(place, name),
};

function isOnDemand(mode: Json | undefined): boolean {
  return isObject(mode) && mode.StreamMode === 'ON_DEMAND';
}

function streamArn(place: Place, name: string): string {
  return arn(place, 'kinesis', `stream/${name}`);
}

function* setRetention(request: ResourceRequest, StreamName: string) {
  const wanted = Number(request.properties.RetentionPeriodHours ?? DEFAULT_RETENTION_HOURS);
  const { RetentionPeriodHours: had = DEFAULT_RETENTION_HOURS } = describe(request, StreamName);
  if (wanted === had) return;
  const verb = wanted > had ? 'Increase' : 'Decrease';
  const input = { StreamName, RetentionPeriodHours: wanted };
  yield* callWhenActive(request, StreamName, `${verb}StreamRetentionPeriod`, input);
}

function* setMetrics(request: ResourceRequest, StreamName: string) {
  const desired = request.properties.DesiredShardLevelMetrics;
  const wanted = new Set(Array.isArray(desired) ? desired.map(String) : []);
  const [monitoring] = describe(request, StreamName).EnhancedMonitoring ?? [];
  const enabled: string[] = monitoring?.ShardLevelMetrics ?? [];
  const superfluous = wanted.has('ALL') ? [] : enabled.filter((metric) => !wanted.has(metric));
  if (superfluous.length > 0) {
    const input = { StreamName, ShardLevelMetrics: superfluous };
    yield* callWhenActive(request, StreamName, 'DisableEnhancedMonitoring', input);
  }
  const missing = [...wanted].filter((metric) => !enabled.includes(metric));
  if (missing.length > 0) {
    const input = { StreamName, ShardLevelMetrics: missing };
    yield* callWhenActive(request, StreamName, 'EnableEnhancedMonitoring', input);
  }
}
