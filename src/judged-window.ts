import type { Workshop } from './contract.ts';
import { newestMinute } from './insight/counts.ts';
import {
  KEPT_MS,
  lastCompleteMinutes,
  MINUTE_MS,
  type MinuteWindow,
  minuteOf,
  sinceCreated,
} from './minutes.ts';
import { shardSumsByMinute } from './stream/shard-metrics.ts';
import type { ListedShard } from './stream/shards.ts';
import type { StreamDescription } from './stream/stream.ts';

/**
 * The minutes that are charted and judged: the newest complete ones in the stream's life; once the
 * hot shard has been split, those before, so that what was true of it stays true.
 */
export async function judgedWindow(
  workshop: Workshop,
  stream: StreamDescription,
  shards: readonly ListedShard[],
): Promise<MinuteWindow> {
  const untilMs = (await hotUntilMs(workshop, stream, shards)) ?? workshop.cloud.now();
  return minutesUntil(workshop, stream, untilMs);
}

/** As many complete minutes as are judged, in the stream's life and before a moment. */
export function minutesUntil(
  { config }: Workshop,
  stream: StreamDescription,
  untilMs: number,
): MinuteWindow {
  const newest = lastCompleteMinutes(untilMs, config.dominance.windowMinutes);
  return sinceCreated(newest, createdMs(stream));
}

/**
 * The end of the last minute in which the hot shard took records, if it is closed by now. Kinesis
 * does not tell when that was, CloudWatch does.
 *
 * @returns undefined while the shard is open, and where it was closed before it took any
 */
export async function hotUntilMs(
  workshop: Workshop,
  stream: StreamDescription,
  shards: readonly ListedShard[],
): Promise<number | undefined> {
  const { cloud, config } = workshop;
  const { hotShardId } = config.dominance;
  const hot = shards.find(({ shardId }) => shardId === hotShardId);
  if (hot === undefined || hot.open) return undefined;
  const { stream: name } = config.names;
  const life = minutesOfLife(workshop, stream);
  const newest = newestMinute(
    await shardSumsByMinute(cloud, name, [hotShardId], 'IncomingRecords', life),
  );
  return newest === undefined ? undefined : newest + MINUTE_MS;
}

/** The complete minutes in which there may be records and datapoints of this stream. */
export function minutesOfLife(workshop: Workshop, stream: StreamDescription): MinuteWindow {
  return minutesBefore(workshop, stream, lastCompleteMinutes(workshop.cloud.now(), 0));
}

/** The minutes before them in which there may be records and datapoints of this stream. */
export function minutesBefore(
  { cloud, config }: Workshop,
  stream: StreamDescription,
  { startMs: endMs }: MinuteWindow,
): MinuteWindow {
  const startMs = Math.max(
    endMs - config.stream.retentionHours * 60 * MINUTE_MS,
    minuteOf(cloud.now()) - KEPT_MS,
  );
  return sinceCreated({ startMs, endMs }, createdMs(stream));
}

function createdMs({ StreamCreationTimestamp }: StreamDescription): number {
  return StreamCreationTimestamp.getTime();
}
