import type { MappedHeat, MappedShard } from '../../../charts/shard-map/shard-map.ts';
import { classifyAwsError } from '../../aws/aws-errors.ts';
import type { Workshop } from '../../contract.ts';
import { type CountsByMinute, newestMinute } from '../../insight/counts.ts';
import { minutesOfLife } from '../../judged-window.ts';
import { metricsOff } from '../../still-to-come.ts';
import { shardSumsByMinute } from '../../stream/shard-metrics.ts';
import { type ListedShard, listAllShards, noSuchStream } from '../../stream/shards.ts';
import { describeStream, type StreamDescription } from '../../stream/stream.ts';
import type { ShardsModel } from '../models.ts';
import { hashPosition } from './hash-position.ts';
import { type FindKeys, readHeaviestKeys } from './heaviest-keys.ts';
import { type ShardSums, windowHeat } from './shard-heat.ts';

/**
 * The map of the workshop's stream: its shards, how warm they are by CloudWatch's minutes, and their
 * heaviest keys by their records. What is not known is said in it.
 *
 * @throws AWS's own errors when it does not tell of the stream or its shards
 */
export async function readShards(workshop: Workshop, findKeys?: FindKeys): Promise<ShardsModel> {
  const { map, problem } = await readShardSums(workshop, findKeys);
  return { map, problem };
}

/** The same, with the sums of each minute that the heat is of; undefined where there is no map. */
export async function readShardSums(
  workshop: Workshop,
  findKeys: FindKeys = readHeaviestKeys,
): Promise<ShardsModel & { readonly sums: ShardSums | undefined }> {
  const { cloud, config } = workshop;
  const { stream } = config.names;
  const description = await describeStream(workshop);
  if (description === undefined) {
    const { message, remedy } = noSuchStream(cloud, stream);
    return { map: undefined, problem: `${message} ${remedy}`, sums: undefined };
  }
  const status = String(description.StreamStatus);
  if (status === 'CREATING' || status === 'DELETING') {
    // Kinesis lists no shards then
    return { map: undefined, problem: `Stream ${stream} is ${status}.`, sums: undefined };
  }
  const shards = await listAllShards(cloud, stream);
  const { sums, unknown } = await readSums(workshop, description, shards);
  const warm = windowHeat(shards, sums, { ...config.dominance, ...config.heat });
  const heat = warm?.heat ?? new Map<string, MappedHeat>();
  const part = shards.filter(({ shardId }) => heat.has(shardId));
  const seen = warm && (await findKeys(workshop, part, warm.window, JSON.stringify([...heat])));
  const map = {
    stream,
    status,
    shards: shards.map((shard) => mapped(shard, heat.get(shard.shardId))),
    keys: seen?.keys ?? [],
    window: warm?.window,
    unknown: [...unknown, ...(seen?.unknown ?? [])],
  };
  return { map, problem: '', sums };
}

/** Of the stream's life, and what they do not tell. */
async function readSums(
  workshop: Workshop,
  description: StreamDescription,
  shards: readonly ListedShard[],
): Promise<{ sums: ShardSums; unknown: string[] }> {
  const { cloud, config } = workshop;
  const life = minutesOfLife(workshop, description);
  const ids = shards.map(({ shardId }) => shardId);
  const read = (metric: string) => shardSumsByMinute(cloud, config.names.stream, ids, metric, life);
  try {
    const [records, refused] = await Promise.all([
      read('IncomingRecords'),
      read('WriteProvisionedThroughputExceeded'),
    ]);
    return { sums: { life, records, refused }, unknown: unknownOf(description, records) };
  } catch (error) {
    const { kind, reason } = classifyAwsError(error);
    if (kind !== 'access-denied') throw error;
    const none = { life, records: new Map(), refused: new Map() };
    return { sums: none, unknown: [`Heat and keys are not known. ${reason}`] };
  }
}

function unknownOf(description: StreamDescription, records: CountsByMinute): string[] {
  const uncounted = metricsOff(description);
  if (newestMinute(records) === undefined) {
    return [
      `Heat and keys are not known: CloudWatch counted records in no complete minute.${uncounted}`,
    ];
  }
  const unrefused = metricsOff(description, 'WriteProvisionedThroughputExceeded');
  return [
    ...(uncounted === '' ? [] : [`Records that came since are not counted.${uncounted}`]),
    ...(unrefused === '' ? [] : [`Whether writes were refused is not known.${unrefused}`]),
  ];
}

function mapped(shard: ListedShard, heat: MappedHeat | undefined): MappedShard {
  const { startingHashKey, endingHashKey, ...rest } = shard;
  return {
    ...rest,
    from: hashPosition(startingHashKey),
    to: hashPosition(endingHashKey + 1n),
    startingHashKey: String(startingHashKey),
    endingHashKey: String(endingHashKey),
    heat,
  };
}
