import { MetricStore } from './metric-store.ts';

/** What CloudWatch keeps of an account in a region; dashboards are kept in `GLOBAL_REGION`. */
export class CloudWatchState {
  readonly metrics = new MetricStore();
  /** dashboard name → its body, verbatim, and when it was last put (cloud milliseconds) */
  readonly dashboards = new Map<string, { body: string; lastModifiedMs: number }>();
}
