import type { MappedKey } from '../../../charts/shard-map/shard-map.ts';
import type { Workshop } from '../../contract.ts';
import { type ReadTraffic, readTraffic } from '../../diagnosis/read-traffic.ts';
import { explain } from '../../explain.ts';
import { grouped } from '../../grouped.ts';
import { isWithin, md5HashKey } from '../../insight/hash-space.ts';
import type { MinuteWindow } from '../../minutes.ts';
import type { ListedShard } from '../../stream/shards.ts';
import { hashPosition } from './hash-position.ts';

/** The heaviest keys of some minutes, and why they are not known, or not all. */
export interface SeenKeys {
  readonly keys: readonly MappedKey[];
  readonly unknown: readonly string[];
}

/** Finds the heaviest keys of some minutes; `sums` differs when the records of those minutes do. */
export type FindKeys = (
  workshop: Workshop,
  shards: readonly ListedShard[],
  window: MinuteWindow,
  sums: string,
) => SeenKeys | Promise<SeenKeys>;

/** More ticks than these can not be told apart on a narrow map. */
const MOST_KEYS = 12;

/**
 * Reads the records of the window in these shards, and counts their keys. Where AWS does not let
 * them be read, that is what is not known.
 *
 * @throws what reading throws once the cloud's signal is aborted
 */
export async function readHeaviestKeys(
  { cloud, config }: Workshop,
  shards: readonly ListedShard[],
  window: MinuteWindow,
): Promise<SeenKeys> {
  try {
    const read = await readTraffic({
      cloud,
      stream: config.names.stream,
      shards,
      window,
      room: config.heat,
      deadlineMs: cloud.now() + config.deadlines.diagnosisSeconds * 1000,
      tell: () => undefined,
    });
    return { keys: heaviest(read), unknown: unread(read) };
  } catch (error) {
    if (cloud.signal.aborted) throw error;
    return { keys: [], unknown: [`The keys are not known. ${explain(error, false)[0]}`] };
  }
}

/** Those whose place is known, of all shards together. */
function heaviest({ keys }: ReadTraffic): MappedKey[] {
  const counts = [...keys.values()].map(({ all }) => all.total.records);
  const total = counts.reduce((sum, records) => sum + records, 0);
  return [...keys]
    .flatMap(([shardId, { all, range }]) =>
      all.heaviestKeys('records', MOST_KEYS).flatMap(({ partitionKey, load: { records } }) => {
        const hashKey = md5HashKey(partitionKey);
        const at = hashPosition(hashKey);
        const key = { partitionKey, at, shardId, records, share: records / total };
        return isWithin(hashKey, range) ? [key] : [];
      }),
    )
    .sort((a, b) => b.records - a.records)
    .slice(0, MOST_KEYS);
}

function unread({ keys, cutShardIds, goneShardIds }: ReadTraffic): string[] {
  const missed = [...cutShardIds, ...goneShardIds].sort();
  const outside = [...keys.values()].reduce((sum, { all }) => sum + all.outside.records, 0);
  return [
    ...(missed.length === 0
      ? []
      : [`Not all records of ${missed.join(', ')} could be read: keys may be missing.`]),
    ...(outside === 0
      ? []
      : [
          `At least ${grouped(outside)} records were sent with explicit hash keys, which records do not tell: their keys have no place on the map.`,
        ]),
  ];
}
