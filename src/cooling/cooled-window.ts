import type { Workshop } from '../contract.ts';
import { type CountsByMinute, newestMinute, total, within } from '../insight/counts.ts';
import { minutesOfLife } from '../judged-window.ts';
import { MINUTE_MS, type MinuteWindow } from '../minutes.ts';
import { shardSumsByMinute } from '../stream/shard-metrics.ts';
import { type ListedShard, openShards } from '../stream/shards.ts';
import type { StreamDescription } from '../stream/stream.ts';

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
  stream: StreamDescription,
  shards: readonly ListedShard[],
): Promise<Cooled> {
  const { cloud, config } = workshop;
  const life = minutesOfLife(workshop, stream);
  const ids = shards.map(({ shardId }) => shardId);
  const sums = await shardSumsByMinute(cloud, config.names.stream, ids, 'IncomingRecords', life);
  const window = openMinutes(sums, shards, life, config.dominance.minMinutes);
  return { window, counts: within(ofOpen(sums, shards, true), window) };
}

/**
 * The newest minutes in which open shards took records, `most` at most, and all of them after the
 * last in which a closed one did; where they took none since, all the time since.
 *
 * @param sums IncomingRecords of all shards, closed ones too
 */
export function openMinutes(
  sums: CountsByMinute,
  shards: readonly ListedShard[],
  life: MinuteWindow,
  most: number,
): MinuteWindow {
  const closedMs = newestMinute(ofOpen(sums, shards, false));
  const firstMs = closedMs === undefined ? life.startMs : closedMs + MINUTE_MS;
  const since = { startMs: firstMs, endMs: life.endMs };
  const newestMs = newestMinute(within(ofOpen(sums, shards, true), since));
  if (newestMs === undefined) return since;
  const endMs = newestMs + MINUTE_MS;
  return { startMs: Math.max(firstMs, endMs - most * MINUTE_MS), endMs };
}

/** The counts of the open shards, or of the others. */
export function ofOpen(
  counts: CountsByMinute,
  shards: readonly ListedShard[],
  open: boolean,
): CountsByMinute {
  const ids = new Set(openShards(shards).map(({ shardId }) => shardId));
  return new Map([...counts].filter(([shardId]) => ids.has(shardId) === open));
}

/** Minutes in which any shard took records. */
export function busyMinutes(counts: CountsByMinute): number {
  const minutes = new Set([...counts.values()].flatMap((byMinute) => [...byMinute.keys()]));
  return [...minutes].filter(
    (minute) => total(within(counts, { startMs: minute, endMs: minute + 1 })) > 0,
  ).length;
}
