import type { CloudWatchState } from '../state.ts';
import { type Alarm, type AlarmSettings, type AlarmState, described } from './alarm.ts';

/** Each change of an alarm goes with its event in the history; times are cloud milliseconds. */

export function addAlarm(alarm: Alarm, { alarms, history }: CloudWatchState, ms: number): void {
  alarms.set(alarm.name, alarm);
  history.add({ alarmName: alarm.name, ms, after: described(alarm) });
}

/** Replaces an alarm's whole configuration; its state stays. */
export function configureAlarm(
  alarm: Alarm,
  settings: AlarmSettings,
  { history }: CloudWatchState,
  ms: number,
): void {
  const before = described(alarm);
  alarm.configure(settings, ms);
  history.add({ alarmName: alarm.name, ms, before, after: described(alarm) });
}

/** Names of no alarm are passed over. */
export function enableActions(
  alarmNames: readonly string[],
  ActionsEnabled: boolean,
  state: CloudWatchState,
  ms: number,
): void {
  for (const name of alarmNames) {
    const alarm = state.alarms.get(name);
    if (alarm === undefined) continue;
    configureAlarm(alarm, { ...alarm.settings, ActionsEnabled }, state, ms);
  }
}

export function deleteAlarm(alarm: Alarm, { alarms, history }: CloudWatchState, ms: number): void {
  alarms.delete(alarm.name);
  history.add({ alarmName: alarm.name, ms, before: described(alarm) });
}

/** The history tells only of states that are others, not of new reasons for the same one. */
export function enterState(
  alarm: Alarm,
  entered: AlarmState,
  { history }: CloudWatchState,
  ms: number,
): void {
  const left = alarm.state;
  alarm.enter(entered, ms);
  if (left.value !== entered.value) history.add({ alarmName: alarm.name, ms, left, entered });
}
