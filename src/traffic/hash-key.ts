import type { HashRange } from '../insight/hash-space.ts';
import { HASH_KEYS } from '../stream/shards.ts';

/** The range that CreateStream gives the nth of its shards. */
export function rangeAtCreation(shard: number, shardCount: number): HashRange {
  const [index, count] = [BigInt(shard), BigInt(shardCount)];
  return { start: (index * HASH_KEYS) / count, end: ((index + 1n) * HASH_KEYS) / count - 1n };
}
