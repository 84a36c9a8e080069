import { cloudWatchAlarm } from './cloudwatch-alarm.ts';
import { cloudWatchDashboard } from './cloudwatch-dashboard.ts';
import { kinesisStream } from './kinesis-stream.ts';
import { recorded } from './recorded.ts';
import type { ResourceType } from './resource-type.ts';

const ENGINES: Readonly<Record<string, ResourceType>> = {
  'AWS::CloudWatch::Alarm': cloudWatchAlarm,
  'AWS::CloudWatch::Dashboard': cloudWatchDashboard,
  'AWS::Kinesis::Stream': kinesisStream,
};

/** The type's engine; types that have none here are recorded. */
export function engineOf(type: string): ResourceType {
  const engine = Object.hasOwn(ENGINES, type) ? ENGINES[type] : undefined;
  return engine ?? recorded(type);
}

/**
 * Whether a type is refused rather than recorded: what CloudFormation itself would do (a nested
 * stack, a custom resource, a wait) is nothing that could be there on paper only.
 */
export function isRefused(type: string): boolean {
  return type.startsWith('AWS::CloudFormation::') || type.startsWith('Custom::');
}
