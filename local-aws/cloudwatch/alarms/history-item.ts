import { isDeepStrictEqual } from 'node:util';
import type { AlarmHistoryItem, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { isObject, type JsonObject, parseJson } from '../json.ts';
import type { AlarmState } from './alarm.ts';
import { type AlarmEvent, type ConfigurationUpdate, typeOf } from './alarm-history.ts';
import { timestamp } from './timestamp.ts';

/** AWS's sentence for an event, and AWS's JSON. */
type Told = [summary: string, data: JsonObject];

/** An event as DescribeAlarmHistory answers it. */
export function historyItem(event: AlarmEvent): AlarmHistoryItem {
  const [HistorySummary, data] =
    'entered' in event
      ? stateUpdate(event.left, event.entered)
      : configurationUpdate(event.alarmName, event);
  return {
    AlarmName: event.alarmName,
    AlarmType: 'MetricAlarm',
    Timestamp: new Date(event.ms),
    HistoryItemType: typeOf(event),
    HistorySummary,
    HistoryData: JSON.stringify({ version: '1.0', ...data }),
  };
}

function stateUpdate(left: AlarmState, entered: AlarmState): Told {
  const summary = `Alarm updated from ${left.value} to ${entered.value}`;
  return [summary, { oldState: stateInJson(left), newState: stateInJson(entered) }];
}

/** As AWS was seen to write it; but no deletion was seen, so that `deletedAlarm` is like the others. */
function configurationUpdate(name: string, { before, after }: ConfigurationUpdate): Told {
  const told = (what: string, data: JsonObject): Told => [`Alarm "${name}" ${what}`, data];
  const was = before && alarmInJson(before);
  const is = after && alarmInJson(after);
  if (was === undefined) return told('created', { type: 'Create', createdAlarm: is });
  if (is === undefined) return told('deleted', { type: 'Delete', deletedAlarm: was });
  const originalUpdatedFields = Object.fromEntries(
    Object.entries(was).filter(([name, value]) => !isDeepStrictEqual(value, is[name])),
  );
  return told('updated', { type: 'Update', originalUpdatedFields, updatedAlarm: is });
}

function stateInJson({ value, reason, reasonData }: AlarmState): JsonObject {
  return {
    stateValue: value,
    stateReason: reason,
    stateReasonData: reasonData === undefined ? undefined : parseJson(reasonData),
  };
}

/** AWS was seen to leave out why an alarm is in its state, and since when. */
function alarmInJson(alarm: MetricAlarm): JsonObject {
  const {
    StateReason: _reason,
    StateReasonData: _data,
    StateTransitionedTimestamp: _since,
    ...told
  } = alarm;
  return membersInJson(told);
}

function membersInJson(members: object): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [nameInJson(name), inJson(value)]),
  );
}

function inJson(value: unknown): unknown {
  if (value instanceof Date) return timestamp(value.getTime());
  if (Array.isArray(value)) return value.map(inJson);
  return isObject(value) ? membersInJson(value) : value;
}

/** `AlarmName` → `alarmName`, and `OKActions` → `okactions`, as AWS was seen to write it. */
function nameInJson(name: string): string {
  return name.replace(/^[A-Z]+/, (capitals) => capitals.toLowerCase());
}
