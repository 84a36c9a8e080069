import { type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { Cloud } from './contract.ts';
import { WorkshopError } from './errors.ts';
import type { CountsByMinute } from './insight/counts.ts';
import { MINUTE_MS, type MinuteWindow } from './minutes.ts';

/** Source: GetMetricData in the API reference. */
const QUERIES_PER_REQUEST = 500;

/**
 * Per-minute sums of one shard-level metric: `IncomingRecords`, `IncomingBytes`,
 * `WriteProvisionedThroughputExceeded` … Every shard id that was asked for is in the answer.
 * Asks by explicit dimensions, since a search finds a new metric up to 15 minutes late.
 *
 * @throws {WorkshopError} `cannot-tell` when CloudWatch could not answer for a shard
 */
export async function shardSumsByMinute(
  cloud: Cloud,
  stream: string,
  shardIds: readonly string[],
  metricName: string,
  { startMs, endMs }: MinuteWindow,
): Promise<CountsByMinute> {
  const sums = new Map(shardIds.map((shardId) => [shardId, new Map<number, number>()]));
  if (startMs === endMs) return sums; // CloudWatch refuses an empty time range
  for (let first = 0; first < shardIds.length; first += QUERIES_PER_REQUEST) {
    const asked = shardIds.slice(first, first + QUERIES_PER_REQUEST);
    const pages = paginateGetMetricData(
      { client: cloud.cloudwatch },
      {
        StartTime: new Date(startMs),
        EndTime: new Date(endMs),
        MetricDataQueries: asked.map((shardId, index) => query(index, stream, shardId, metricName)),
      },
      { abortSignal: cloud.signal },
    );
    for await (const page of pages) {
      for (const result of page.MetricDataResults ?? []) {
        const shardId = asked[Number(result.Id?.slice(1))] ?? '';
        if (result.StatusCode === 'InternalError' || result.StatusCode === 'Forbidden') {
          throw new WorkshopError(
            'cannot-tell',
            `CloudWatch answered ${result.StatusCode} for ${metricName} of ${shardId}`,
            'Try again in a minute',
          );
        }
        result.Timestamps?.forEach((stamp, index) => {
          sums.get(shardId)?.set(stamp.getTime(), result.Values?.[index] ?? 0);
        });
      }
    }
  }
  return sums;
}

function query(
  index: number,
  stream: string,
  shardId: string,
  metricName: string,
): MetricDataQuery {
  return {
    Id: `s${index}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Kinesis',
        MetricName: metricName,
        Dimensions: [
          { Name: 'StreamName', Value: stream },
          { Name: 'ShardId', Value: shardId },
        ],
      },
      Period: MINUTE_MS / 1000,
      Stat: 'Sum',
    },
  };
}
