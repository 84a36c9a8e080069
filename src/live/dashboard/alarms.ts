import {
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { Cloud } from '../../contract.ts';
import { answerFrom } from './not-drawn.ts';

/** What a widget knows of an alarm. */
export interface AlarmPlace {
  readonly region: string;
  readonly name: string;
}

/** `arn:aws:cloudwatch:us-east-1:123456789012:alarm:NAME`; undefined for what is none. */
export function alarmPlace(arn: string): AlarmPlace | undefined {
  const [, , service, region = '', , kind, ...name] = arn.split(':');
  if (service !== 'cloudwatch' || kind !== 'alarm' || name.length === 0) return undefined;
  return { region, name: name.join(':') };
}

export interface FoundAlarms {
  readonly metric: readonly MetricAlarm[];
  readonly composite: readonly CompositeAlarm[];
}

/**
 * The alarms of a region by their names, up to 100 of them; those that are not there are left out.
 *
 * @throws {NotDrawn}
 */
export async function describeAlarms(
  cloud: Cloud,
  region: string,
  names: readonly string[],
): Promise<FoundAlarms> {
  const { MetricAlarms: metric = [], CompositeAlarms: composite = [] } = await answerFrom(
    cloud,
    region,
    (cloudwatch) =>
      cloudwatch.send(
        new DescribeAlarmsCommand({
          AlarmNames: [...names],
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: 100,
        }),
      ),
  );
  return { metric, composite };
}
