import type { Scope } from '../../action.ts';
import { roundedStart, type TimeRange } from '../aggregate.ts';
import type { MetricStore } from '../metric-store.ts';
import type { CloudWatchState } from '../state.ts';

/** Where and when queries are run. */
export interface Surroundings {
  readonly account: string;
  readonly region: string;
  readonly metrics: MetricStore;
  readonly nowMs: number;
  readonly range: TimeRange;
}

/** @param range as a client tells it */
export function surroundings(
  { metrics }: CloudWatchState,
  { account, region, partition }: Scope,
  { startMs, endMs }: TimeRange,
): Surroundings {
  const nowMs = partition.clock.now();
  return {
    account,
    region,
    metrics,
    nowMs,
    range: { startMs: roundedStart(startMs, nowMs), endMs },
  };
}
