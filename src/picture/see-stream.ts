import type { Workshop } from '../contract.ts';
import { explainInARow } from '../explain.ts';
import type { CountsByMinute } from '../insight/counts.ts';
import { hotShards } from '../insight/hot-shards.ts';
import { readShardSums } from '../live/shards/read-shards.ts';
import { MINUTE_MS, type MinuteWindow } from '../minutes.ts';
import type { Seen } from './seen.ts';

/** The stream as it stands, or why it was not seen. It never throws: pictures end no walk. */
export async function seeStream(workshop: Workshop): Promise<Seen> {
  try {
    return await look(workshop);
  } catch (error) {
    return { problem: explainInARow(error) };
  }
}

async function look(workshop: Workshop): Promise<Seen> {
  const { map, problem, sums } = await readShardSums(workshop);
  if (map === undefined || sums === undefined) return { problem };
  const { records, refused } = sums;
  return {
    map,
    records,
    refused,
    seenAtMs: workshop.cloud.now(),
    window: busyWindow([records, refused]),
    hotShardIds: hotShards(records, workshop.config.dominance),
  };
}

function busyWindow(metrics: readonly CountsByMinute[]): MinuteWindow {
  const busy = metrics
    .flatMap((counts) => [...counts.values()])
    .flatMap((minutes) => [...minutes].flatMap(([at, count]) => (count > 0 ? [at] : [])))
    .sort((a, b) => a - b);
  const [first = 0, last = -MINUTE_MS] = [busy.at(0), busy.at(-1)];
  return { startMs: first, endMs: last + MINUTE_MS };
}
