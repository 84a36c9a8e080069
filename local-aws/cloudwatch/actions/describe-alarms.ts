import type { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { InputOf } from '../../action.ts';
import { type Alarm, described } from '../alarms/alarm.ts';
import { define } from '../define.ts';
import { pageOf } from '../page.ts';
import { invalidNextToken, validationError } from '../refusals.ts';

/** Alarms a page unless told. Source: API reference, DescribeAlarms. */
const PAGE = 50;

/** By name; composite alarms there are none. */
export const describeAlarms = define<DescribeAlarmsCommand>({
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
    const wanted = AlarmTypes === undefined || AlarmTypes.includes('MetricAlarm');
    const matching = [...state.alarms.values()].filter((alarm) => wanted && matches(alarm, input));
    const nameOf = ({ settings }: Alarm) => settings.AlarmName;
    const { page, ...more } = pageOf(matching, nameOf, MaxRecords, NextToken, invalidNextToken);
    return {
      CompositeAlarms: [],
      MetricAlarms: page.map(described),
      ...more,
    };
  },
});

function matches({ settings, state }: Alarm, filter: InputOf<DescribeAlarmsCommand>): boolean {
  const { AlarmNames, AlarmNamePrefix, StateValue, ActionPrefix } = filter;
  if (AlarmNames !== undefined && !AlarmNames.includes(settings.AlarmName)) return false;
  if (!settings.AlarmName.startsWith(AlarmNamePrefix ?? '')) return false;
  if (StateValue !== undefined && state.value !== StateValue) return false;
  if (ActionPrefix === undefined) return true;
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = settings;
  const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions];
  return actions.some((action) => action.startsWith(ActionPrefix));
}
