import { type Finding, findingOf } from '../../src/insight/finding.ts';
import { HASH_SPACE, type HashRange, isWithin, md5HashKey } from '../../src/insight/hash-space.ts';
import { heatOf, type StreamHeat } from '../../src/insight/heat.ts';
import type { KeyRoom } from '../../src/insight/key-counts.ts';
import type { ReadRecord } from '../../src/insight/read-record.ts';
import { ShardKeys } from '../../src/insight/shard-keys.ts';
import { TrafficCounter } from '../../src/insight/traffic-counter.ts';

export const NOON = Date.parse('2026-06-01T12:00:00Z');

export const SHARD_IDS = [0, 1, 2, 3].map((n) => `shardId-00000000000${n}`);

/** The range of the nth of four even shards. */
export function rangeOf(shard: number): HashRange {
  const quarter = (HASH_SPACE.end + 1n) / 4n;
  return { start: BigInt(shard) * quarter, end: BigInt(shard + 1) * quarter - 1n };
}

/** The nth key that Kinesis puts into one of four even shards. */
export function keyIn(shard: number, n: number): string {
  const range = rangeOf(shard);
  const found = KEYS_IN[shard] ?? [];
  KEYS_IN[shard] = found;
  for (let tried = TRIED[shard] ?? 0; found.length <= n; tried++) {
    const key = `customer-${tried}`;
    if (isWithin(md5HashKey(key), range)) found.push(key);
    TRIED[shard] = tried + 1;
  }
  return found[n] ?? '';
}

const KEYS_IN: string[][] = [];
const TRIED: number[] = [];

/** A record with the shard that it was read from, counted from 0. */
export interface SentRecord extends ReadRecord {
  readonly shard: number;
}

export interface Observed {
  readonly heat: StreamHeat;
  readonly keys: ReadonlyMap<string, ShardKeys>;
  readonly finding: Finding;
}

/** Takes records in as the diagnosis does, one after the other. */
export function observed(
  records: Iterable<SentRecord>,
  room: KeyRoom = { exactKeys: 100_000, sketchKeys: 1_000 },
): Observed {
  const counter = new TrafficCounter(SHARD_IDS);
  const shards = SHARD_IDS.map((_, shard) => new ShardKeys(rangeOf(shard), room));
  for (const record of records) {
    counter.add(SHARD_IDS[record.shard] ?? '', record);
    shards[record.shard]?.add(record);
  }
  const heat = heatOf(counter.byShard(), new Map(), 1.5);
  const keys = new Map(shards.map((shard, index) => [SHARD_IDS[index] ?? '', shard]));
  return { heat, keys, finding: findingOf(heat, keys, { minRecords: 1_000, maxKeyShare: 0.55 }) };
}
