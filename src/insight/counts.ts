import type { MinuteWindow } from '../minutes.ts';

/** By shard id, then by the minute's start in milliseconds. A minute without a datapoint is absent. */
export type CountsByMinute = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** All counts of one shard, or of all shards. */
export function total(counts: CountsByMinute, shardId?: string): number {
  let sum = 0;
  for (const [id, minutes] of counts) {
    if (shardId !== undefined && id !== shardId) continue;
    for (const count of minutes.values()) sum += count;
  }
  return sum;
}

/** All counts of each shard, by its id. */
export function totalsByShard(counts: CountsByMinute): Record<string, number> {
  return Object.fromEntries([...counts.keys()].map((shardId) => [shardId, total(counts, shardId)]));
}

/** The newest minute in which any shard received records, in milliseconds. */
export function newestMinute(counts: CountsByMinute): number | undefined {
  return [...counts.values()]
    .flatMap((minutes) => [...minutes].filter(([, count]) => count > 0))
    .map(([minuteMs]) => minuteMs)
    .sort((a, b) => a - b)
    .at(-1);
}

/** The same of these minutes alone. */
export function within(counts: CountsByMinute, { startMs, endMs }: MinuteWindow): CountsByMinute {
  return new Map(
    [...counts].map(([shardId, byMinute]) => [
      shardId,
      new Map([...byMinute].filter(([minute]) => startMs <= minute && minute < endMs)),
    ]),
  );
}
