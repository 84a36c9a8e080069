import type { Workshop } from '../contract.ts';
import type { MinuteWindow } from '../minutes.ts';
import { arrivalMs, readShard } from './shard-records.ts';
import { type ListedShard, lineage } from './shards.ts';

export type Arrival = 'in the window' | 'in the running minute' | 'none';

/**
 * Whether records reached a shard's hash range. After a split or a merge the shards it came from
 * speak for it: they took the records of its range for a part of the window.
 */
export async function lineageArrival(
  workshop: Workshop,
  shard: ListedShard,
  shards: readonly ListedShard[],
  window: MinuteWindow,
): Promise<Arrival> {
  let best: Arrival = 'none';
  for (const shardId of lineage(shard, shards)) {
    const firstMs = await firstArrivalMs(workshop, shardId, window.startMs);
    if (firstMs === undefined) continue;
    if (firstMs < window.endMs) return 'in the window';
    best = 'in the running minute';
  }
  return best;
}

async function firstArrivalMs(
  { cloud, config }: Workshop,
  shardId: string,
  startMs: number,
): Promise<number | undefined> {
  const untilNow = { startMs, endMs: Number.POSITIVE_INFINITY };
  for await (const [first] of readShard(cloud, config.names.stream, shardId, untilNow, 1)) {
    return first === undefined ? undefined : arrivalMs(first);
  }
  return undefined;
}
