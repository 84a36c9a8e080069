import type { Range } from '../chart.ts';

/** A stream's hash space, shard by shard; drawn for a page and for a file. */
export interface ShardMap {
  readonly stream: string;
  /** As Kinesis tells it: `UPDATING` while a shard is split. */
  readonly status: string;
  /** open and closed ones, by id */
  readonly shards: readonly MappedShard[];
  /** the heaviest keys, the heaviest first */
  readonly keys: readonly MappedKey[];
  /** the minutes that heat and keys are of; none where no complete minute has records */
  readonly window: Range | undefined;
  /** Why heat or keys are not known, in whole sentences. */
  readonly unknown: readonly string[];
}

export interface MappedShard {
  readonly shardId: string;
  /** Its part of the hash space: 0 ≤ `from` < `to` ≤ 1, near enough to draw by. */
  readonly from: number;
  readonly to: number;
  /** Both ends belong to the range; decimal, as AWS writes them. */
  readonly startingHashKey: string;
  readonly endingHashKey: string;
  /** False after a split or a merge. */
  readonly open: boolean;
  readonly parentShardIds: readonly string[];
  /** Undefined where it is not known. */
  readonly heat: MappedHeat | undefined;
}

export interface MappedHeat {
  readonly records: number;
  /** of the records of all shards that took part, 0 to 1 */
  readonly share: number;
  /** share × shards that took part: 1 is even */
  readonly timesFairShare: number;
  /** writes refused */
  readonly throttled: number;
  readonly relation: 'saturated' | 'relatively hot' | 'not hot';
}

export interface MappedKey {
  readonly partitionKey: string;
  /** Where its hash lies, 0 to 1. */
  readonly at: number;
  readonly shardId: string;
  readonly records: number;
  /** of all records that were read, 0 to 1 */
  readonly share: number;
}
