import {
  GetRecordsCommand,
  type GetRecordsOutput,
  GetShardIteratorCommand,
  type _Record as KinesisRecord,
} from '@aws-sdk/client-kinesis';
import { incomplete, type Whole, whole } from '../aws/whole.ts';
import type { Cloud } from '../contract.ts';
import { Gate } from '../gate.ts';
import type { CountsByMinute } from '../insight/counts.ts';
import { type MinuteWindow, minuteOf } from '../minutes.ts';
import { fullJitterMs } from '../traffic/backoff.ts';
import { failureOf, withoutSdkRetries } from '../traffic/failure.ts';

/** A record as Kinesis tells it. */
export type ReadRecord = Whole<
  KinesisRecord,
  'Data' | 'PartitionKey' | 'ApproximateArrivalTimestamp'
>;

/** What one shard gives in one second to all its readers. Source: GetRecords in the API reference. */
const CALLS_PER_SECOND = 5;
const BYTES_PER_SECOND = 2 * 1024 * 1024;

/** The greatest `Limit` of GetRecords. Source: the same. */
const MOST_RECORDS = 10_000;

/** Shards that are read side by side: each has limits of its own. */
export const SHARDS_AT_ONCE = 16;

/** Tries of one call before its error counts; the waits between them add up to a minute at most. */
const MAX_ATTEMPTS = 10;
const BACKOFF = { baseMs: 200, capMs: 10_000 };

/**
 * A shard's records with an approximate arrival in `[startMs, endMs)`, page by page, oldest first.
 * A closed shard is read to its end, an open one until it has no older records left. Stays within
 * what a shard gives its readers, in cloud time, and waits when another reader has used it up.
 *
 * @param limit records of a page
 */
export async function* readShard(
  cloud: Cloud,
  stream: string,
  shardId: string,
  { startMs, endMs }: MinuteWindow,
  limit = MOST_RECORDS,
): AsyncGenerator<readonly ReadRecord[]> {
  let iterator: string | undefined = await retrying(cloud, async () => {
    const command = new GetShardIteratorCommand({
      StreamName: stream,
      ShardId: shardId,
      ShardIteratorType: 'AT_TIMESTAMP',
      Timestamp: new Date(startMs),
    });
    const answer = await cloud.kinesis.send(withoutSdkRetries(command));
    return whole('GetShardIterator', answer, 'ShardIterator').ShardIterator;
  });
  while (iterator !== undefined) {
    const ShardIterator: string = iterator;
    const page: GetRecordsOutput = await retrying(cloud, () =>
      cloud.kinesis.send(withoutSdkRetries(new GetRecordsCommand({ ShardIterator, Limit: limit }))),
    );
    const records = whole('GetRecords', page, 'Records').Records.map((record) =>
      whole('GetRecords', record, 'Data', 'PartitionKey', 'ApproximateArrivalTimestamp'),
    );
    const inWindow = records.filter((record) => {
      const arrivedMs = arrivalMs(record);
      return arrivedMs >= startMs && arrivedMs < endMs;
    });
    if (inWindow.length > 0) yield inWindow;
    if (records.some((record) => arrivalMs(record) >= endMs)) return;
    if (page.MillisBehindLatest === 0) return;
    iterator = page.NextShardIterator;
    // the last answer of a closed shard names those that it became
    if (iterator === undefined && !page.ChildShards?.length) {
      throw incomplete('GetRecords', 'NextShardIterator');
    }
    await cloud.sleep(politePauseSeconds(records));
  }
}

/** Records by shard and by the minute of their arrival, counted by reading the shards. */
export async function countRecordsByMinute(
  cloud: Cloud,
  stream: string,
  shardIds: readonly string[],
  window: MinuteWindow,
): Promise<CountsByMinute> {
  const counts = new Map(shardIds.map((shardId) => [shardId, new Map<number, number>()]));
  const gate = new Gate(SHARDS_AT_ONCE);
  const count = async (shardId: string, minutes: Map<number, number>) => {
    for await (const records of readShard(cloud, stream, shardId, window)) {
      for (const record of records) {
        const minuteMs = minuteOf(arrivalMs(record));
        minutes.set(minuteMs, (minutes.get(minuteMs) ?? 0) + 1);
      }
    }
  };
  await Promise.all(
    [...counts].map(([shardId, minutes]) => gate.through(() => count(shardId, minutes))),
  );
  return counts;
}

export function arrivalMs({ ApproximateArrivalTimestamp }: ReadRecord): number {
  return ApproximateArrivalTimestamp.getTime();
}

function politePauseSeconds(records: readonly ReadRecord[]): number {
  let bytes = 0;
  for (const { Data, PartitionKey } of records) bytes += Data.length + PartitionKey.length;
  return Math.max(1 / CALLS_PER_SECOND, bytes / BYTES_PER_SECOND);
}

/** Repeats a reading call, which changes nothing, for as long as it is worth it. */
async function retrying<Answer>(cloud: Cloud, call: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || failureOf(error) === 'final') throw error;
      const waitMs = fullJitterMs(attempt, BACKOFF.baseMs, BACKOFF.capMs, Math.random);
      await cloud.sleep(waitMs / 1000);
    }
  }
}
