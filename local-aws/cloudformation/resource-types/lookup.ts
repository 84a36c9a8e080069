import { cloudWatchAlarm } from './cloudwatch-alarm.ts';
import { cloudWatchDashboard } from './cloudwatch-dashboard.ts';
import { kinesisStream } from './kinesis-stream.ts';
import { recorded } from './recorded.ts';
import type { ResourceType } from './resource-type.ts';
import { schedulerSchedule } from './scheduler-schedule.ts';

const ENGINES: Readonly<Record<string, ResourceType>> = {
  'AWS::CloudWatch::Alarm': cloudWatchAlarm,
  'AWS::CloudWatch::Dashboard': cloudWatchDashboard,
  'AWS::Kinesis::Stream': kinesisStream,
  'AWS::Scheduler::Schedule': schedulerSchedule,
};

/** The type's engine; types that have none here are recorded. */
export function engineOf(type: string): ResourceType {
  const engine = Object.hasOwn(ENGINES, type) ? ENGINES[type] : undefined;
  return engine ?? recorded(type);
}

/** The types of the services that are here. Of other services any name of the right form will do. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  CloudWatch: [
    'Alarm',
    'AlarmMuteRule',
    'AnomalyDetector',
    'CompositeAlarm',
    'Dashboard',
    'InsightRule',
    'MetricStream',
    'OTelEnrichment',
  ],
  Kinesis: ['ResourcePolicy', 'Stream', 'StreamConsumer'],
  Scheduler: ['Schedule', 'ScheduleGroup'],
};

/** Whether AWS may have a type: one that it has not is refused with the template. */
export function isRecognized(type: string): boolean {
  if (/^Custom::[A-Za-z0-9_@-]+$/.test(type)) return true;
  const [, service = '', kind] = /^AWS::([A-Za-z0-9]+)((?:::[A-Za-z0-9]+)+)$/.exec(type) ?? [];
  const kinds = Object.hasOwn(KINDS, service) ? KINDS[service] : undefined;
  return kind !== undefined && (kinds === undefined || kinds.includes(kind.slice('::'.length)));
}

/**
 * Whether a type is refused rather than recorded: what CloudFormation itself would do (a nested
 * stack, a custom resource, a wait) is nothing that could be there on paper only.
 */
export function isRefused(type: string): boolean {
  return type.startsWith('AWS::CloudFormation::') || type.startsWith('Custom::');
}
