import type { TimeRange } from '../aggregate.ts';
import { type Budget, MathError, type TimeSeries, type Value } from './values.ts';

/** Datapoints that a request can have. Source: API reference, GetMetricData. */
export const DATAPOINTS_LIMIT = 100_800;

/** What an expression can see of the request that it belongs to. */
export interface MathContext extends Budget {
  readonly range: TimeRange;
  /** of series that come from no metric; `undefined` when the request tells none */
  readonly periodMs: number | undefined;
  /** the request's metrics by query id, without its expressions */
  readonly metrics: ReadonlyMap<string, TimeSeries>;
  /**
   * The result of another query of the request.
   *
   * @throws {MathError} when there is no such query, or when it depends on this one
   */
  query(id: string): Value;
  /**
   * The metrics that a search expression finds.
   *
   * @param periodSeconds the search's own period, where it has one
   * @throws {MathError} when the search is malformed
   */
  search(query: string, stat: string, periodSeconds: number | undefined): TimeSeries[];
}

/**
 * The starts of all periods in the range, oldest first.
 *
 * @throws {MathError} when they are more than a request can have
 */
export function periodsIn({ startMs, endMs }: TimeRange, periodMs: number): number[] {
  const first = Math.floor(startMs / periodMs) * periodMs;
  if ((endMs - first) / periodMs > DATAPOINTS_LIMIT) {
    throw new MathError('More than 100,800 datapoints in the time range');
  }
  const starts: number[] = [];
  for (let ms = first; ms < endMs; ms += periodMs) starts.push(ms);
  return starts;
}
