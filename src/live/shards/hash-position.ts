import { HASH_KEYS } from '../../stream/shards.ts';

/** Where a hash key lies in the hash space, 0 to 1, near enough to draw by. */
export function hashPosition(hashKey: bigint): number {
  return Number(hashKey) / Number(HASH_KEYS);
}
