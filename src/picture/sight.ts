import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import { classifyAwsError } from '../aws-errors.ts';
import type { Workshop } from '../contract.ts';
import type { CountsByMinute } from '../insight/counts.ts';
import { leaderOf } from '../insight/dominance.ts';
import { readShardSums } from '../live/shards/read-shards.ts';
import type { ShardSums } from '../live/shards/shard-heat.ts';
import { isEmpty, MINUTE_MS, type MinuteWindow } from '../minutes.ts';

/** What AWS showed of the workshop's stream at one time: what a report's pictures are drawn from. */
export interface StreamSight extends Pick<ShardSums, 'records' | 'refused'> {
  readonly map: ShardMap;
  /** in cloud milliseconds since the epoch */
  readonly seenAtMs: number;
  /** from the first minute with records to the last; empty where there are none */
  readonly window: MinuteWindow;
  /** Where one clearly took the most, else ''. */
  readonly hotShardId: string;
}

/** Or why nothing was seen, in a sentence. */
export type Seen = StreamSight | { readonly problem: string };

/** Whether there is something to draw. */
export function isTelling(seen: Seen): boolean {
  return 'window' in seen && !isEmpty(seen.window);
}

/**
 * The stream as it stands, or why it was not seen. It never throws: pictures end no walk.
 */
export async function seeStream(workshop: Workshop): Promise<Seen> {
  try {
    return await look(workshop);
  } catch (error) {
    return { problem: classifyAwsError(error).reason };
  }
}

async function look(workshop: Workshop): Promise<Seen> {
  const { map, problem, sums } = await readShardSums(workshop);
  if (map === undefined || sums === undefined) return { problem };
  const { records, refused } = sums;
  const leader = leaderOf(records);
  const isClear = leader !== undefined && leader.lead >= workshop.config.dominance.minLead;
  return {
    map,
    records,
    refused,
    seenAtMs: workshop.cloud.now(),
    window: busyWindow(records),
    hotShardId: isClear ? leader.hottestShardId : '',
  };
}

function busyWindow(records: CountsByMinute): MinuteWindow {
  const busy = [...records.values()]
    .flatMap((minutes) => [...minutes].flatMap(([at, count]) => (count > 0 ? [at] : [])))
    .sort((a, b) => a - b);
  const [first = 0, last = -MINUTE_MS] = [busy.at(0), busy.at(-1)];
  return { startMs: first, endMs: last + MINUTE_MS };
}
