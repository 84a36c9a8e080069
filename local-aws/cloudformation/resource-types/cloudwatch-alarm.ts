import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import { cloudwatch } from '../../cloudwatch/service.ts';
import { arn, generatedName } from '../names.ts';
import { cloudWatchAlarmRules } from './cloudwatch-alarm-rules.ts';
import {
  HandlerFailure,
  type Place,
  type ResourceRequest,
  type ResourceType,
  STABLE_AFTER_SECONDS,
} from './resource-type.ts';
import { desiredTags, tagChanges, tagList } from './tags.ts';

/** AWS::CloudWatch::Alarm: metric alarms and metric math alarms. */
export const cloudWatchAlarm: ResourceType = {
  serviceName: 'CloudWatch',
  rules: cloudWatchAlarmRules,
  createOnly: ['AlarmName'],
  notImplemented: ['EvaluationCriteria', 'EvaluationInterval', 'ThresholdMetricId'],
  attributes: ['Arn'],
  takesStackTags: true,

  *create(request, initiated) {
    const name = String(request.properties.AlarmName ?? generatedName(request, 255));
    const found: DescribeAlarmsOutput = request.invoke(cloudwatch, 'DescribeAlarms', {
      AlarmNames: [name],
    });
    if ((found.MetricAlarms ?? []).length > 0) {
      throw HandlerFailure.alreadyExists('AWS::CloudWatch::Alarm', name);
    }
    put(request, name, {
      ...desiredTags(request),
      'aws:cloudformation:stack-name': request.stackName,
      'aws:cloudformation:stack-id': request.stackId,
      'aws:cloudformation:logical-id': request.logicalId,
    });
    initiated(name);
    yield STABLE_AFTER_SECONDS;
  },

  *update(request, name, previous) {
    put(request, name);
    const ResourceARN = alarmArn(request, name);
    const { set, removed: TagKeys } = tagChanges(request, previous);
    if (TagKeys.length > 0) request.invoke(cloudwatch, 'UntagResource', { ResourceARN, TagKeys });
    const Tags = tagList(set);
    if (Tags.length > 0) request.invoke(cloudwatch, 'TagResource', { ResourceARN, Tags });
    yield STABLE_AFTER_SECONDS;
  },

  *delete(request, name) {
    // names of no alarm are passed over
    request.invoke(cloudwatch, 'DeleteAlarms', { AlarmNames: [name] });
    yield STABLE_AFTER_SECONDS;
  },

  attribute: (place, name) => alarmArn(place, name),
};

function alarmArn(place: Place, name: string): string {
  return arn(place, 'cloudwatch', `alarm:${name}`);
}

/** @param tags of a new alarm; PutMetricAlarm leaves those of an old one as they are */
function put(request: ResourceRequest, name: string, tags?: Record<string, string>): void {
  const { Tags: _, ...properties } = request.properties;
  const Tags = tags && tagList(tags);
  request.invoke(cloudwatch, 'PutMetricAlarm', { ...properties, AlarmName: name, Tags });
}
