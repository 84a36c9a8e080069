import { cloudwatch } from '../../cloudwatch/service.ts';
import { generatedName } from '../names.ts';
import { emptyObject, type JsonObject } from '../template/json.ts';
import { partitionOf } from '../template/pseudo-parameters.ts';
import { cloudWatchAlarmRules } from './cloudwatch-alarm-rules.ts';
import { AlreadyExists, type ResourceRequest, type ResourceType } from './resource-type.ts';
import { desiredTags } from './tags.ts';

const STABLE_AFTER_SECONDS = 1;
const LONGEST_NAME = 255;

/** AWS::CloudWatch::Alarm: metric alarms and metric math alarms. */
export const cloudWatchAlarm: ResourceType = {
  type: 'AWS::CloudWatch::Alarm',
  serviceName: 'CloudWatch',
  rules: cloudWatchAlarmRules,
  createOnly: ['AlarmName'],
  notImplemented: ['EvaluationCriteria', 'EvaluationInterval', 'ThresholdMetricId'],
  attributes: ['Arn'],
  takesStackTags: true,

  *create(request, initiated) {
    const name = String(
      request.properties.AlarmName ??
        generatedName(request, {
          longest: LONGEST_NAME,
          mixedCase: true,
        }),
    );
    if (exists(request, name)) throw new AlreadyExists('AWS::CloudWatch::Alarm', name);
    const tags = { ...desiredTags(request), ...request.systemTags };
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    put(request, name, { Tags });
    initiated(name);
    yield STABLE_AFTER_SECONDS;
  },

  *update(request, name, previous) {
    put(request, name, {});
    setTags(request, name, previous);
    yield STABLE_AFTER_SECONDS;
  },

  *delete(request, name) {
    // an alarm that is not there is no error here, unlike for a client
    if (exists(request, name)) request.invoke(cloudwatch, 'DeleteAlarms', { AlarmNames: [name] });
    yield STABLE_AFTER_SECONDS;
  },

  attribute: (request, name) => alarmArn(request, name),
};

function alarmArn({ region, account }: ResourceRequest, name: string): string {
  return `arn:${partitionOf(region).partition}:cloudwatch:${region}:${account}:alarm:${name}`;
}

function put(request: ResourceRequest, name: string, more: object): void {
  const input: JsonObject = emptyObject();
  for (const [property, value] of Object.entries(request.properties)) {
    if (property !== 'Tags') input[property] = value;
  }
  request.invoke(cloudwatch, 'PutMetricAlarm', { ...input, AlarmName: name, ...more });
}

function exists(request: ResourceRequest, name: string): boolean {
  const found = request.invoke(cloudwatch, 'DescribeAlarms', { AlarmNames: [name] });
  return (
    'MetricAlarms' in found && Array.isArray(found.MetricAlarms) && found.MetricAlarms.length > 0
  );
}

function setTags(request: ResourceRequest, name: string, previous: ResourceRequest): void {
  const wanted = desiredTags(request);
  const had = desiredTags(previous);
  const ResourceARN = alarmArn(request, name);
  const TagKeys = Object.keys(had).filter((key) => wanted[key] === undefined);
  if (TagKeys.length > 0) {
    request.invoke(cloudwatch, 'UntagResource', { ResourceARN, TagKeys });
  }
  const Tags = Object.entries(wanted)
    .filter(([key, value]) => had[key] !== value)
    .map(([Key, Value]) => ({ Key, Value }));
  if (Tags.length > 0) request.invoke(cloudwatch, 'TagResource', { ResourceARN, Tags });
}
