import type { HistoryItemType, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmState } from './alarm.ts';

/** A change of an alarm's configuration: it is new without `before`, and deleted without `after`. */
export interface ConfigurationUpdate {
  readonly before?: MetricAlarm;
  readonly after?: MetricAlarm;
}

/** A change from one state to another. */
export interface StateUpdate {
  readonly left: AlarmState;
  readonly entered: AlarmState;
}

export type AlarmEvent = {
  readonly alarmName: string;
  /** cloud time */
  readonly ms: number;
} & (ConfigurationUpdate | StateUpdate);

export function typeOf(event: AlarmEvent): HistoryItemType {
  return 'entered' in event ? 'StateUpdate' : 'ConfigurationUpdate';
}

/** Source: user guide, alarm history. */
const KEPT_MS = 14 * 86_400_000;
/** Of all alarms in an account's region: a limit of this local AWS alone. */
const MOST_EVENTS = 10_000;

/** What has happened to the alarms of an account in a region, those that are deleted included. */
export class AlarmHistory {
  /** oldest first */
  #events: AlarmEvent[] = [];
  /** how many older ones there have been */
  #forgotten = 0;

  add(event: AlarmEvent): void {
    this.#events.push(event);
    this.#forget(event.ms);
  }

  /** Each with its number, which stays the same while older ones are forgotten; oldest first. */
  events(nowMs: number): (readonly [number: number, event: AlarmEvent])[] {
    this.#forget(nowMs);
    return this.#events.map((event, index) => [this.#forgotten + index, event]);
  }

  #forget(nowMs: number): void {
    const firstKept = this.#events.findIndex(({ ms }) => ms > nowMs - KEPT_MS);
    const expired = firstKept === -1 ? this.#events.length : firstKept;
    const surplus = Math.max(expired, this.#events.length - MOST_EVENTS);
    this.#events.splice(0, surplus);
    this.#forgotten += surplus;
  }
}
