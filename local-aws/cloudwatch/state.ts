import type { StateKind } from '../action.ts';
import { GLOBAL_REGION } from '../partition.ts';
import type { MetricStorage } from '../storage-budget.ts';
import type { Alarm } from './alarms/alarm.ts';
import { AlarmHistory } from './alarms/alarm-history.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import { KeptMetrics } from './kept-metrics.ts';
import { MetricStore } from './metric-store.ts';

/** What CloudWatch keeps of an account in a region. */
export class CloudWatchState {
  readonly metrics: MetricStore;
  /** by name */
  readonly alarms = new Map<string, Alarm>();
  readonly history = new AlarmHistory();

  /** @param dashboards by name; they are global, so that every region's state holds the same map */
  constructor(
    storage: MetricStorage,
    readonly dashboards: Map<string, Dashboard> = new Map(),
  ) {
    this.metrics = new MetricStore(storage);
  }

  /** The history of alarms that were deleted does not count. */
  get isEmpty(): boolean {
    return this.alarms.size === 0 && this.dashboards.size === 0;
  }
}

export const cloudWatchState: StateKind<CloudWatchState> = {
  name: 'cloudwatch',
  createState({ account, region, partition }) {
    const { metricStorage } = partition;
    if (region === GLOBAL_REGION) return new CloudWatchState(metricStorage);
    const { dashboards } = partition.state(cloudWatchState, account, GLOBAL_REGION);
    const state = new CloudWatchState(metricStorage, dashboards);
    partition.keeper?.keep(new KeptMetrics(`state/cloudwatch/${account}/${region}`, state.metrics));
    return state;
  },
};
