import type { StateKind } from '../action.ts';
import { GLOBAL_REGION } from '../partition.ts';
import type { Alarm } from './alarms/alarm.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import { KeptMetrics } from './kept-metrics.ts';
import { MetricStore } from './metric-store.ts';

/** What CloudWatch keeps of an account in a region. */
export class CloudWatchState {
  readonly metrics = new MetricStore();
  /** by name */
  readonly alarms = new Map<string, Alarm>();

  /** @param dashboards by name; they are global, so that every region's state holds the same map */
  constructor(readonly dashboards: Map<string, Dashboard> = new Map()) {}
}

export const cloudWatchState: StateKind<CloudWatchState> = {
  name: 'cloudwatch',
  createState({ account, region, partition }) {
    if (region === GLOBAL_REGION) return new CloudWatchState();
    const { dashboards } = partition.state(cloudWatchState, account, GLOBAL_REGION);
    const state = new CloudWatchState(dashboards);
    partition.keeper?.keep(new KeptMetrics(`state/cloudwatch/${account}/${region}`, state.metrics));
    return state;
  },
};
