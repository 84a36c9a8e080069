import type { Alarm } from './alarms/alarm.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import { MetricStore } from './metric-store.ts';

/** What CloudWatch keeps of an account in a region. */
export class CloudWatchState {
  readonly metrics = new MetricStore();
  /** by name */
  readonly alarms = new Map<string, Alarm>();

  /** @param dashboards by name; they are global, so that every region's state holds the same map */
  constructor(readonly dashboards: Map<string, Dashboard> = new Map()) {}
}
