import type { DescribeAlarmsCommandOutput, DescribeAlarmsInput } from '@aws-sdk/client-cloudwatch';
import { type Conformed, defineAction } from '../../action.ts';
import { AwsError } from '../../errors.ts';
import { type Alarm, described } from '../alarms/alarm.ts';
import { readToken, writeToken } from '../next-token.ts';
import { validationError } from '../refusals.ts';
import type { CloudWatchState } from '../state.ts';

/** Alarms a page unless told. Source: API reference, DescribeAlarms. */
const PAGE = 50;

/** By name; composite alarms there are none. */
export const describeAlarms = defineAction<
  CloudWatchState,
  DescribeAlarmsInput,
  DescribeAlarmsCommandOutput
>({
  rules: {
    AlarmNames: { maxLength: 100 },
    AlarmNamePrefix: { minLength: 1, maxLength: 255 },
    StateValue: { values: ['INSUFFICIENT_DATA', 'ALARM', 'OK'] },
    ActionPrefix: { minLength: 1, maxLength: 1024 },
    MaxRecords: { min: 1, max: 100 },
  },
  unsupported: ['ChildrenOfAlarmName', 'ParentsOfAlarmName'],
  run(input, { state }) {
    const { AlarmNames, AlarmNamePrefix, AlarmTypes, MaxRecords = PAGE, NextToken } = input;
    if (AlarmNames !== undefined && AlarmNamePrefix !== undefined) {
      throw validationError('AlarmNamePrefix and AlarmNames.member are mutually exclusive');
    }
    const after = NextToken === undefined ? '' : readToken(NextToken);
    if (typeof after !== 'string') {
      throw new AwsError('InvalidNextToken', 'The next token specified is invalid.');
    }
    const wanted = AlarmTypes === undefined || AlarmTypes.includes('MetricAlarm');
    const matching = [...state.alarms.values()]
      .filter((alarm) => wanted && nameOf(alarm) > after && matches(alarm, input))
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    const page = matching.slice(0, MaxRecords);
    const last = page.at(-1);
    const more = matching.length > page.length && last !== undefined;
    return {
      CompositeAlarms: [],
      MetricAlarms: page.map(described),
      ...(more && { NextToken: writeToken(nameOf(last)) }),
    };
  },
});

function nameOf({ settings }: Alarm): string {
  return settings.AlarmName;
}

function matches({ settings, state }: Alarm, filter: Conformed<DescribeAlarmsInput>): boolean {
  const { AlarmNames, AlarmNamePrefix, StateValue, ActionPrefix } = filter;
  if (AlarmNames !== undefined && !AlarmNames.includes(settings.AlarmName)) return false;
  if (!settings.AlarmName.startsWith(AlarmNamePrefix ?? '')) return false;
  if (StateValue !== undefined && state.value !== StateValue) return false;
  if (ActionPrefix === undefined) return true;
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = settings;
  const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions];
  return actions.some((action) => action.startsWith(ActionPrefix));
}
