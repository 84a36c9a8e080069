import { generatedName } from '../names.ts';
import { partitionOf } from '../template/pseudo-parameters.ts';
import {
  awaitStream,
  call,
  callWhenActive,
  describe,
  enabledMetrics,
  isGone,
} from './kinesis-stream-calls.ts';
import { kinesisStreamRules } from './kinesis-stream-rules.ts';
import type { ResourceRequest, ResourceType } from './resource-type.ts';
import { desiredTags } from './tags.ts';

const DEFAULT_RETENTION_HOURS = 24;
const DEFAULT_MAX_RECORD_KIB = 1024;

/** AWS::Kinesis::Stream, all its properties but encryption and warm throughput. */
export const kinesisStream: ResourceType = {
  type: 'AWS::Kinesis::Stream',
  serviceName: 'Kinesis',
  rules: kinesisStreamRules,
  createOnly: ['Name'],
  notImplemented: ['StreamEncryption', 'WarmThroughputMiBps'],
  attributes: ['Arn'],
  takesStackTags: true,

  *create(request, initiated) {
    const { Name, ShardCount, StreamModeDetails, MaxRecordSizeInKiB } = request.properties;
    const name = String(Name ?? generatedName(request, { mixedCase: true }));
    const tags = desiredTags(request);
    call(request, 'CreateStream', {
      StreamName: name,
      ...(StreamModeDetails === undefined ? {} : { StreamModeDetails }),
      // AWS was seen to give a stream without a shard count one shard
      ...(isOnDemand(request) && ShardCount === undefined ? {} : { ShardCount: ShardCount ?? 1 }),
      ...(MaxRecordSizeInKiB === undefined ? {} : { MaxRecordSizeInKiB }),
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
    });
    initiated(name);
    yield* awaitStream(request, name);
    yield* setRetention(request, name);
    yield* setMetrics(request, name);
  },

  *update(request, name, previous) {
    const changed = (property: string) =>
      previous.isUnsettled ||
      JSON.stringify(request.properties[property]) !==
        JSON.stringify(previous.properties[property]);
    yield* awaitStream(request, name);
    if (changed('StreamModeDetails')) {
      const StreamMode = isOnDemand(request) ? 'ON_DEMAND' : 'PROVISIONED';
      yield* callWhenActive(request, name, 'UpdateStreamMode', {
        StreamARN: streamArn(request, name),
        StreamModeDetails: { StreamMode },
      });
    }
    const { ShardCount } = request.properties;
    if (changed('ShardCount') && !isOnDemand(request)) {
      const TargetShardCount = Number(ShardCount ?? 1);
      if (describe(request, name).OpenShardCount !== TargetShardCount) {
        yield* callWhenActive(request, name, 'UpdateShardCount', {
          StreamName: name,
          TargetShardCount,
          ScalingType: 'UNIFORM_SCALING',
        });
      }
    }
    if (changed('RetentionPeriodHours')) yield* setRetention(request, name);
    if (changed('DesiredShardLevelMetrics')) yield* setMetrics(request, name);
    if (changed('MaxRecordSizeInKiB')) {
      yield* callWhenActive(request, name, 'UpdateMaxRecordSize', {
        StreamARN: streamArn(request, name),
        MaxRecordSizeInKiB: request.properties.MaxRecordSizeInKiB ?? DEFAULT_MAX_RECORD_KIB,
      });
    }
    setTags(request, name, previous);
  },

  *delete(request, name) {
    try {
      yield* callWhenActive(request, name, 'DeleteStream', { StreamName: name });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },

  attribute: (request, name) => streamArn(request, name),
};

function isOnDemand(request: ResourceRequest): boolean {
  const mode = request.properties.StreamModeDetails;
  return JSON.stringify(mode)?.includes('ON_DEMAND') ?? false;
}

function streamArn({ region, account }: ResourceRequest, name: string): string {
  return `arn:${partitionOf(region).partition}:kinesis:${region}:${account}:stream/${name}`;
}

function* setRetention(request: ResourceRequest, name: string) {
  const hours = Number(request.properties.RetentionPeriodHours ?? DEFAULT_RETENTION_HOURS);
  const { RetentionPeriodHours = DEFAULT_RETENTION_HOURS } = describe(request, name);
  if (hours === RetentionPeriodHours) return;
  const operation =
    hours > RetentionPeriodHours
      ? 'IncreaseStreamRetentionPeriod'
      : 'DecreaseStreamRetentionPeriod';
  yield* callWhenActive(request, name, operation, {
    StreamName: name,
    RetentionPeriodHours: hours,
  });
}

function* setMetrics(request: ResourceRequest, name: string) {
  const desired = request.properties.DesiredShardLevelMetrics;
  const wanted = new Set(Array.isArray(desired) ? desired.map(String) : []);
  const enabled = enabledMetrics(describe(request, name));
  const superfluous = wanted.has('ALL') ? [] : enabled.filter((metric) => !wanted.has(metric));
  if (superfluous.length > 0) {
    yield* callWhenActive(request, name, 'DisableEnhancedMonitoring', {
      StreamName: name,
      ShardLevelMetrics: superfluous,
    });
  }
  const missing = [...wanted].filter((metric) => !enabled.includes(metric));
  if (missing.length > 0) {
    yield* callWhenActive(request, name, 'EnableEnhancedMonitoring', {
      StreamName: name,
      ShardLevelMetrics: missing,
    });
  }
}

function setTags(request: ResourceRequest, name: string, previous: ResourceRequest): void {
  const wanted = desiredTags(request);
  const had = desiredTags(previous);
  const TagKeys = Object.keys(had).filter((key) => wanted[key] === undefined);
  if (TagKeys.length > 0) call(request, 'RemoveTagsFromStream', { StreamName: name, TagKeys });
  const added = Object.entries(wanted).filter(([key, value]) => had[key] !== value);
  if (added.length > 0) {
    call(request, 'AddTagsToStream', { StreamName: name, Tags: Object.fromEntries(added) });
  }
}
