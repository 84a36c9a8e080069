import { MetricStore } from './metric-store.ts';

export interface Dashboard {
  /** verbatim, as it was put */
  readonly body: string;
  /** cloud milliseconds */
  readonly lastModifiedMs: number;
}

/** What CloudWatch keeps of an account in a region. */
export class CloudWatchState {
  readonly metrics = new MetricStore();

  /** @param dashboards by name; they are global, so that every region's state holds the same map */
  constructor(readonly dashboards: Map<string, Dashboard> = new Map()) {}
}
