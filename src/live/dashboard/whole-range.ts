import type { Range } from '../../../charts/chart.ts';

/**
 * A period, in seconds, of which one datapoint is that of a range up to now. CloudWatch counts
 * periods from the epoch on, so the range must begin where one does: it is the first of those long
 * enough that begins there, or less than a sixtieth of the range earlier.
 *
 * @param grainSeconds what the period is a multiple of
 */
export function wholeRangeSeconds({ startMs, endMs }: Range, grainSeconds: number): number {
  const start = Math.floor(startMs / 1000 / grainSeconds);
  const length = Math.max(1, Math.ceil(endMs / 1000 / grainSeconds) - start);
  let period = length;
  while (start % period > Math.min(length / 60, period - length)) period += 1;
  return period * grainSeconds;
}
