import type { MetricStore } from '../metric-store.ts';

/** Where and when queries are run. */
export interface Surroundings {
  readonly account: string;
  readonly region: string;
  readonly metrics: MetricStore;
  readonly nowMs: number;
}
