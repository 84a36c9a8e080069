import { createHash } from 'node:crypto';
import { HASH_KEYS } from '../shards.ts';

/** A shard's hash keys; both ends belong to it. */
export interface HashRange {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * A partition key's explicit hash key within a range: start + MD5 × width ÷ 2^128. The same key
 * always gives the same hash, so its records stay in order through a split; different keys spread
 * evenly over the range, so a split does cool the shard.
 */
export function hashKeyWithin(partitionKey: string, { start, end }: HashRange): bigint {
  const md5 = BigInt(`0x${createHash('md5').update(partitionKey, 'utf8').digest('hex')}`);
  return start + (md5 * (end - start + 1n)) / HASH_KEYS;
}

/** The range that CreateStream gives the nth of its shards. */
export function rangeAtCreation(shard: number, shardCount: number): HashRange {
  const [index, count] = [BigInt(shard), BigInt(shardCount)];
  return { start: (index * HASH_KEYS) / count, end: ((index + 1n) * HASH_KEYS) / count - 1n };
}
