import type { Cloud } from '../contract.ts';
import type { CountsByMinute } from '../insight/counts.ts';
import type { MinuteWindow } from '../minutes.ts';
import { minuteSums, rowsByTime } from './metric-rows.ts';

/**
 * Per-minute sums of one shard-level metric: `IncomingRecords`, `IncomingBytes`,
 * `WriteProvisionedThroughputExceeded` … Every shard id that was asked for is in the answer.
 * Asks by explicit dimensions, since a search finds a new metric up to 15 minutes late.
 *
 * @throws {WorkshopError} `cannot-tell` when CloudWatch could not answer for a shard
 */
export function shardSumsByMinute(
  cloud: Cloud,
  stream: string,
  shardIds: readonly string[],
  metricName: string,
  window: MinuteWindow,
): Promise<CountsByMinute> {
  const row = (shardId: string) =>
    minuteSums('AWS/Kinesis', metricName, { StreamName: stream, ShardId: shardId });
  return rowsByTime(cloud, new Map(shardIds.map((shardId) => [shardId, row(shardId)])), window);
}
