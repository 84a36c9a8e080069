import { MINUTE_MS } from '../minutes.ts';
import { type CountsByMinute, newestMinute, total } from './counts.ts';

/** A shard of which two witnesses tell different numbers of records. */
export interface Disagreement {
  readonly shardId: string;
  /** the sum of CloudWatch's datapoints */
  readonly counted: number;
  /** records found in the shard itself */
  readonly readBack: number;
  /** when the newest minute with records read back was over, in milliseconds */
  readonly endedMs: number;
}

/**
 * The shards where CloudWatch's sums and the records read back differ by more than a part
 * `tolerance` of the greater. The two may put a record at a minute's edge into different minutes,
 * so minutes are not compared one by one.
 */
export function disagreements(
  counted: CountsByMinute,
  readBack: CountsByMinute,
  tolerance: number,
): Disagreement[] {
  return [...readBack.keys()].flatMap((shardId) => {
    const [sum, read] = [total(counted, shardId), total(readBack, shardId)];
    if (Math.abs(sum - read) <= tolerance * Math.max(sum, read)) return [];
    const minutes = readBack.get(shardId) ?? new Map<number, number>();
    const endedMs = (newestMinute(new Map([[shardId, minutes]])) ?? 0) + MINUTE_MS;
    return [{ shardId, counted: sum, readBack: read, endedMs }];
  });
}

/** A minute in which a shard got records that CloudWatch shows no datapoint for. */
export interface Uncounted {
  readonly shardId: string;
  readonly minuteMs: number;
  readonly readBack: number;
}

/** Newest first. An idle minute owes no datapoint: whether AWS writes 0 or nothing is not known. */
export function uncountedMinutes(counted: CountsByMinute, readBack: CountsByMinute): Uncounted[] {
  const uncounted: Uncounted[] = [];
  for (const [shardId, minutes] of readBack) {
    for (const [minuteMs, records] of minutes) {
      if (counted.get(shardId)?.get(minuteMs) !== undefined) continue;
      uncounted.push({ shardId, minuteMs, readBack: records });
    }
  }
  return uncounted.sort((a, b) => b.minuteMs - a.minuteMs);
}
