import { HASH_KEYS, type ListedShard } from '../stream/shards.ts';

/** A line for each shard: its id, open or closed, its hash range and its part of the hash space. */
export function shardTable(shards: readonly ListedShard[]): string[] {
  const digits = Math.max(...shards.map(({ endingHashKey }) => String(endingHashKey).length), 0);
  return shards.map(({ shardId, open, startingHashKey, endingHashKey, parentShardIds }) => {
    const start = String(startingHashKey).padStart(digits);
    const end = String(endingHashKey).padStart(digits);
    const from = parentShardIds.length === 0 ? '' : `  from ${parentShardIds.join(' and ')}`;
    const share = `${percentOfSpace(endingHashKey - startingHashKey + 1n)} %`;
    return `${shardId}  ${open ? 'open  ' : 'closed'}  ${start} to ${end}  ${share.padStart(8)}${from}`;
  });
}

/** With two decimals, exact also where a double would not be. */
function percentOfSpace(hashKeys: bigint): string {
  return (Number((hashKeys * 1_000_000n) / HASH_KEYS) / 10_000).toFixed(2);
}
