import { evenRanges } from './hash-key.ts';
import type { ShardMap } from './shard-map.ts';

/**
 * UpdateShardCount's UNIFORM_SCALING: splits the open shards wherever a range of the new, even
 * division begins, and merges the pieces within each of its ranges. As on AWS that may leave
 * short-lived shards behind.
 */
export function scaleUniformly(shards: ShardMap, count: number, nowMs: number): void {
  for (const { start, end } of evenRanges(count)) {
    const holder = shards.open.find(({ range }) => range.start < start && start <= range.end);
    if (holder !== undefined) shards.split(holder, start, nowMs);
    const last = shards.open.find(({ range }) => range.start <= end && end < range.end);
    if (last !== undefined) shards.split(last, end + 1n, nowMs);
    const pieces = shards.open.filter(({ range }) => start <= range.start && range.end <= end);
    pieces.reduce((merged, piece) => shards.merge(merged, piece, nowMs));
  }
}
