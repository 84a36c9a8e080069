import type { DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import type { InputOf } from '../../action.ts';
import { type AlarmEvent, typeOf } from '../alarms/alarm-history.ts';
import { historyItem } from '../alarms/history-item.ts';
import { define } from '../define.ts';
import { readToken, writeToken } from '../page.ts';
import { invalidNextToken } from '../refusals.ts';

/** Items a page unless told; the API reference names the most only. */
const PAGE = 100;

/**
 * What happened to metric alarms, newest first unless told, deleted ones included. There are no
 * `Action` items: nothing here carries an alarm's actions out.
 */
export const describeAlarmHistory = define<DescribeAlarmHistoryCommand>({
  rules: {
    AlarmName: { minLength: 1, maxLength: 255 },
    'AlarmTypes.member': { values: ['CompositeAlarm', 'MetricAlarm', 'LogAlarm'] },
    HistoryItemType: {
      values: [
        'ConfigurationUpdate',
        'StateUpdate',
        'Action',
        'AlarmContributorStateUpdate',
        'AlarmContributorAction',
      ],
    },
    MaxRecords: { min: 1, max: 100 },
    ScanBy: { values: ['TimestampDescending', 'TimestampAscending'] },
  },
  unsupported: ['AlarmContributorId'],
  run(input, { state, partition }) {
    const { AlarmTypes = ['MetricAlarm'], MaxRecords = PAGE, NextToken, ScanBy } = input;
    const isAscending = ScanBy === 'TimestampAscending';
    const isAfter = NextToken === undefined ? () => true : after(NextToken, isAscending);
    const matching = state.history
      .events(partition.clock.now())
      .filter(([number, event]) => isAfter(number) && matches(event, input));
    const listed = isAscending ? matching : matching.reverse();
    const page = AlarmTypes.includes('MetricAlarm') ? listed.slice(0, MaxRecords) : [];
    const last = page.at(-1);
    return {
      AlarmHistoryItems: page.map(([, event]) => historyItem(event)),
      ...(last !== undefined && listed.length > MaxRecords && { NextToken: writeToken(last[0]) }),
    };
  },
});

/** Whether an event's number comes after the page that a token ends. */
function after(token: string, isAscending: boolean): (number: number) => boolean {
  const last = readToken(token);
  if (typeof last !== 'number') throw invalidNextToken();
  return (number) => (isAscending ? number > last : number < last);
}

function matches(event: AlarmEvent, filter: InputOf<DescribeAlarmHistoryCommand>): boolean {
  const { AlarmName, HistoryItemType, StartDate, EndDate } = filter;
  if (AlarmName !== undefined && event.alarmName !== AlarmName) return false;
  if (HistoryItemType !== undefined && typeOf(event) !== HistoryItemType) return false;
  // as its timestamp tells it: whole milliseconds
  const ms = Math.floor(event.ms);
  if (StartDate !== undefined && ms < StartDate.getTime()) return false;
  return EndDate === undefined || ms <= EndDate.getTime();
}
