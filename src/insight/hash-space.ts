import { createHash } from 'node:crypto';

/** A piece of the hash space, like a shard's; both ends belong to it. */
export interface HashRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** All of it. */
export const HASH_SPACE: HashRange = { start: 0n, end: 2n ** 128n - 1n };

/**
 * Where Kinesis puts a partition key that comes without an explicit hash key: the MD5 of its UTF-8
 * bytes as an unsigned number. Source: PutRecord in the API reference.
 */
export function md5HashKey(partitionKey: string): bigint {
  return BigInt(`0x${createHash('md5').update(partitionKey, 'utf8').digest('hex')}`);
}

export function isWithin(hashKey: bigint, { start, end }: HashRange): boolean {
  return start <= hashKey && hashKey <= end;
}
