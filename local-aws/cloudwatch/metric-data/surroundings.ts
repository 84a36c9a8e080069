import type { Scope } from '../../action.ts';
import { roundedStart, type TimeRange } from '../aggregate.ts';
import type { Budget } from '../math/values.ts';
import type { MetricStore } from '../metric-store.ts';
import { validationError } from '../refusals.ts';
import type { CloudWatchState } from '../state.ts';

/** What a request can read and work out, many pages' worth: a limit of this local AWS alone. */
const DATAPOINTS_LIMIT = 1_000_000;

/** Where and when the queries of a request are run. */
export interface Surroundings extends Budget {
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
  const range = { startMs: roundedStart(startMs, nowMs), endMs };
  return { account, region, metrics, nowMs, range, ...newBudget() };
}

/** What one request can read and work out. */
export function newBudget(): Budget {
  let left = DATAPOINTS_LIMIT;
  return {
    claim(datapoints) {
      left -= datapoints;
      if (left >= 0) return;
      throw validationError(
        `Local AWS works out up to ${DATAPOINTS_LIMIT.toLocaleString('en-US')} datapoints in a request`,
      );
    },
  };
}
