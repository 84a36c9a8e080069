import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { Workshop } from './contract.ts';
import { newestMinute } from './insight/counts.ts';
import {
  judgedMinutes,
  lastCompleteMinutes,
  MINUTE_MS,
  type MinuteWindow,
  minuteOf,
} from './minutes.ts';
import { shardSumsByMinute } from './shard-metrics.ts';
import type { ListedShard } from './shards.ts';

/** Minutes that CloudWatch keeps a datapoint of one minute. Source: GetMetricData, API reference. */
const KEPT_MINUTES = 15 * 24 * 60;

/**
 * The minutes that are charted and judged: the newest complete ones in the stream's life; once the
 * hot shard has been split, those before, so that what was true of it stays true.
 */
export async function judgedWindow(
  workshop: Workshop,
  stream: StreamDescriptionSummary,
  shards: readonly ListedShard[],
): Promise<MinuteWindow> {
  const { cloud, config } = workshop;
  const untilMs = (await hotUntilMs(workshop, stream, shards)) ?? cloud.now();
  return judgedMinutes(untilMs, config.dominance.windowMinutes, createdMs(stream));
}

/**
 * The end of the last minute in which the hot shard took records, if it is closed by now. Kinesis
 * does not tell when that was, CloudWatch does.
 *
 * @returns undefined while the shard is open, and where it was closed before it took any
 */
export async function hotUntilMs(
  workshop: Workshop,
  stream: StreamDescriptionSummary,
  shards: readonly ListedShard[],
): Promise<number | undefined> {
  const { cloud, config } = workshop;
  const { hotShardId } = config.dominance;
  const hot = shards.find(({ shardId }) => shardId === hotShardId);
  if (hot === undefined || hot.open) return undefined;
  const life = minutesBefore(workshop, stream, lastCompleteMinutes(cloud.now(), 0));
  const { stream: name } = config.names;
  const newest = newestMinute(
    await shardSumsByMinute(cloud, name, [hotShardId], 'IncomingRecords', life),
  );
  return newest === undefined ? undefined : newest + MINUTE_MS;
}

/** The minutes before them in which there may be records and datapoints of this stream. */
export function minutesBefore(
  { cloud, config }: Workshop,
  stream: StreamDescriptionSummary,
  { startMs: endMs }: MinuteWindow,
): MinuteWindow {
  const startMs = Math.max(
    endMs - config.stream.retentionHours * 60 * MINUTE_MS,
    minuteOf(createdMs(stream)),
    minuteOf(cloud.now()) - KEPT_MINUTES * MINUTE_MS,
  );
  return { startMs: Math.min(startMs, endMs), endMs };
}

function createdMs({ StreamCreationTimestamp }: StreamDescriptionSummary): number {
  return StreamCreationTimestamp?.getTime() ?? 0;
}
