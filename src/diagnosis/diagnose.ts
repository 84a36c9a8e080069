import { classifyAwsError } from '../aws/aws-errors.ts';
import type { Cloud, Config, Tell } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import type { CountsByMinute } from '../insight/counts.ts';
import { findingOf } from '../insight/finding.ts';
import { heatOf } from '../insight/heat.ts';
import { type MinuteWindow, sinceCreated } from '../minutes.ts';
import { shardSumsByMinute } from '../stream/shard-metrics.ts';
import { type ListedShard, listAllShards, takingPart } from '../stream/shards.ts';
import { capacityMode, describeStreamOf, type StreamDescription } from '../stream/stream.ts';
import type { Diagnosis } from './diagnosis.ts';
import { readTraffic } from './read-traffic.ts';
import { unseenOf } from './unseen.ts';

export interface DiagnoseOptions {
  readonly cloud: Cloud;
  readonly stream: string;
  /** Complete minutes; the running one still changes. */
  readonly window: MinuteWindow;
  readonly heat: Config['heat'];
  /** of cloud time, for reading the shards: what is not read by then is told as unseen */
  readonly withinSeconds: number;
  /** Told of the progress; nobody when left out. */
  readonly tell?: Tell;
}

/**
 * Says what makes a stream hot, by reading the records of the window in every shard, and
 * CloudWatch beside. Changes nothing. AWS's answers are taken for what they are: what is missing
 * in them is in `unseen`.
 *
 * @throws {WorkshopError} `not-found` when there is no such stream; AWS's own errors when it does
 *   not let the records be read, and `interrupted` ones when the cloud's signal is aborted
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const { cloud, stream, heat: rule, withinSeconds, tell = () => undefined } = options;
  const description = await describe(cloud, stream);
  const window = sinceCreated(options.window, description.StreamCreationTimestamp.getTime());
  const listed = await listAllShards(cloud, stream);
  const readFromMs = cloud.now();
  const read = await readTraffic({
    cloud,
    stream,
    shards: listed,
    window,
    room: rule,
    deadlineMs: readFromMs + withinSeconds * 1000,
    tell,
  });
  const shards = takingPart(
    listed,
    (shardId) => (read.traffic.get(shardId)?.minutes.size ?? 0) > 0,
  );
  const traffic = ofShards(read.traffic, shards);
  const sums = (metric: string) =>
    sumsIfAllowed(
      cloud,
      stream,
      shards.map(({ shardId }) => shardId),
      metric,
      window,
    );
  const [counted, throttled] = await Promise.all([
    sums('IncomingRecords'),
    sums('WriteProvisionedThroughputExceeded'),
  ]);
  // Of a shard that the deadline left unread, refusals alone would name it without its keys.
  const ofRead = [...(throttled ?? [])].filter(([id]) => traffic.get(id)?.minutes.size);
  const heat = heatOf(traffic, new Map(ofRead), rule.maxTimesFairShare);
  const keys = ofShards(read.keys, shards);
  const finding = findingOf(heat, keys, rule);
  return {
    stream,
    mode: capacityMode(description) === 'ON_DEMAND' ? 'ON_DEMAND' : 'PROVISIONED',
    window,
    maxTimesFairShare: rule.maxTimesFairShare,
    shards,
    traffic,
    counted: counted ?? new Map(),
    heat,
    keys,
    finding,
    unseen: unseenOf({
      window,
      description,
      read,
      readFromMs,
      traffic,
      counted: throttled === undefined ? undefined : counted,
      finding,
    }),
  };
}

async function describe(cloud: Cloud, stream: string): Promise<StreamDescription> {
  const description = await describeStreamOf(cloud, stream);
  if (description !== undefined) return description;
  throw new WorkshopError(
    'not-found',
    `Stream ${stream} does not exist in ${cloud.region}.`,
    `Look at the names there are: aws kinesis list-streams ${cloud.cliOptions}`,
  );
}

function ofShards<Value>(
  values: ReadonlyMap<string, Value>,
  shards: readonly ListedShard[],
): Map<string, Value> {
  const ids = new Set(shards.map(({ shardId }) => shardId));
  return new Map([...values].filter(([shardId]) => ids.has(shardId)));
}

/** Undefined where these credentials may not ask CloudWatch: the records tell most without it. */
async function sumsIfAllowed(
  ...question: Parameters<typeof shardSumsByMinute>
): Promise<CountsByMinute | undefined> {
  try {
    return await shardSumsByMinute(...question);
  } catch (error) {
    if (classifyAwsError(error).kind !== 'access-denied') throw error;
    return undefined;
  }
}
