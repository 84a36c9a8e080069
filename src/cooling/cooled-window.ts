import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { Workshop } from '../contract.ts';
import { type CountsByMinute, newestMinute, total, within } from '../insight/counts.ts';
import { minutesBefore } from '../judged-window.ts';
import { lastCompleteMinutes, MINUTE_MS, type MinuteWindow } from '../minutes.ts';
import { shardSumsByMinute } from '../shard-metrics.ts';
import { type ListedShard, openShards } from '../shards.ts';

/** The newest complete minutes with traffic in which only shards that are open took any. */
export interface Cooled {
  readonly window: MinuteWindow;
  /** IncomingRecords of the open shards in the window */
  readonly counts: CountsByMinute;
}

/**
 * What is judged once shards were split. It begins after the last minute in which a closed shard
 * took records, and is no longer than is needed: before it the heat may have been moved first.
 */
export async function cooledMinutes(
  workshop: Workshop,
  stream: StreamDescriptionSummary,
  shards: readonly ListedShard[],
): Promise<Cooled> {
  const { cloud, config } = workshop;
  const life = minutesBefore(workshop, stream, lastCompleteMinutes(cloud.now(), 0));
  const ids = shards.map(({ shardId }) => shardId);
  const sums = await shardSumsByMinute(cloud, config.names.stream, ids, 'IncomingRecords', life);
  const isOpen = new Set(openShards(shards).map(({ shardId }) => shardId));
  const closed = new Map([...sums].filter(([shardId]) => !isOpen.has(shardId)));
  const lastClosedMs = newestMinute(closed);
  const firstMs = lastClosedMs === undefined ? life.startMs : lastClosedMs + MINUTE_MS;
  const open = within(new Map([...sums].filter(([shardId]) => isOpen.has(shardId))), {
    startMs: firstMs,
    endMs: life.endMs,
  });
  const newestMs = newestMinute(open);
  if (newestMs === undefined) {
    return { window: { startMs: firstMs, endMs: life.endMs }, counts: open };
  }
  const endMs = newestMs + MINUTE_MS;
  const startMs = Math.max(firstMs, endMs - config.dominance.minMinutes * MINUTE_MS);
  return { window: { startMs, endMs }, counts: within(open, { startMs, endMs }) };
}

/** Minutes in which any shard took records. */
export function busyMinutes(counts: CountsByMinute): number {
  const minutes = new Set([...counts.values()].flatMap((byMinute) => [...byMinute.keys()]));
  return [...minutes].filter(
    (minute) => total(within(counts, { startMs: minute, endMs: minute + 1 })) > 0,
  ).length;
}
