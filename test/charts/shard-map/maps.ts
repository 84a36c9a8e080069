import type {
  MappedHeat,
  MappedKey,
  MappedShard,
  ShardMap,
} from '../../../charts/shard-map/shard-map.ts';

const HASHES = 2n ** 128n;
const RECORDS = 78_000;

export function shardId(shard: number): string {
  return `shardId-${String(shard).padStart(12, '0')}`;
}

export function heat(
  share: number,
  shards: number,
  relation: MappedHeat['relation'] = 'not hot',
  throttled = 0,
): MappedHeat {
  return {
    records: Math.round(share * RECORDS),
    share,
    timesFairShare: share * shards,
    throttled,
    relation,
  };
}

/** An open shard without parents whose heat is not known, but for what is told. */
export function mapped(
  shard: number,
  from: number,
  to: number,
  more: Partial<MappedShard> = {},
): MappedShard {
  return {
    shardId: shardId(shard),
    from,
    to,
    startingHashKey: String(hashAt(from)),
    endingHashKey: String(hashAt(to) - 1n),
    open: true,
    parentShardIds: [],
    heat: undefined,
    ...more,
  };
}

function hashAt(at: number): bigint {
  return (HASHES * BigInt(Math.round(at * 2 ** 40))) >> 40n;
}

export function mappedKey(partitionKey: string, at: number, share: number, shard = 0): MappedKey {
  return { partitionKey, at, shardId: shardId(shard), records: Math.round(share * RECORDS), share };
}

export function shardMap(shards: readonly MappedShard[], more: Partial<ShardMap> = {}): ShardMap {
  return {
    stream: 'hot-shard-data-stream',
    status: 'ACTIVE',
    shards,
    keys: [],
    window: { startMs: 0, endMs: 900_000 },
    unknown: [],
    ...more,
  };
}

/** The workshop's stream: shard 0 has most of the records. */
export const FOUR = shardMap(
  [
    mapped(0, 0, 0.25, { heat: heat(0.769, 4, 'relatively hot') }),
    mapped(1, 0.25, 0.5, { heat: heat(0.077, 4) }),
    mapped(2, 0.5, 0.75, { heat: heat(0.078, 4) }),
    mapped(3, 0.75, 1, { heat: heat(0.076, 4) }),
  ],
  { keys: [mappedKey('sensor-17', 0.05, 0.13), mappedKey('sensor-3', 0.4, 0.02, 1)] },
);

/** The same while its hot shard is split: nothing is known of the children yet. */
export const SPLIT: ShardMap = {
  ...FOUR,
  status: 'UPDATING',
  shards: [
    ...FOUR.shards.map((shard) => ({ ...shard, open: shard.shardId !== shardId(0) })),
    mapped(4, 0, 0.125, { parentShardIds: [shardId(0)] }),
    mapped(5, 0.125, 0.25, { parentShardIds: [shardId(0)] }),
  ],
};
