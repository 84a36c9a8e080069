import { cloudwatch } from '../../cloudwatch/service.ts';
import { cloudWatchAlarm } from './cloudwatch-alarm.ts';
import { cloudWatchDashboard } from './cloudwatch-dashboard.ts';
import { kinesisStream } from './kinesis-stream.ts';
import type { ResourceType } from './resource-type.ts';

/** The type's engine, where there is one. */
export function engineOf(type: string): ResourceType | undefined {
  switch (type) {
    case kinesisStream.type:
      return kinesisStream;
    case cloudWatchDashboard.type:
      return cloudWatchDashboard;
    case cloudWatchAlarm.type:
      return cloudwatch.actions.PutMetricAlarm === undefined ? undefined : cloudWatchAlarm;
    default:
      return undefined;
  }
}

/**
 * Whether a type is refused rather than recorded: what CloudFormation itself would do (a nested
 * stack, a custom resource, a wait) is nothing that could be there on paper only.
 */
export function isRefused(type: string): boolean {
  return type.startsWith('AWS::CloudFormation::') || type.startsWith('Custom::');
}

/** What `Fn::GetAtt` can ask a type for; nothing when any name will do. */
export function attributeNames(type: string): readonly string[] | undefined {
  return engineOf(type)?.attributes;
}
