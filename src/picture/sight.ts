import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import { classifyAwsError } from '../aws-errors.ts';
import type { Workshop } from '../contract.ts';
import type { CountsByMinute } from '../insight/counts.ts';
import { leaderOf } from '../insight/dominance.ts';
import { minutesBefore } from '../judged-window.ts';
import { isEmpty, lastCompleteMinutes, MINUTE_MS, type MinuteWindow } from '../minutes.ts';
import { shardSumsByMinute } from '../shard-metrics.ts';
import { listAllShards } from '../shards.ts';
import { describeStream } from '../stream.ts';

/** What AWS showed of the workshop's stream at one time: what a report's pictures are drawn from. */
export interface StreamSight {
  readonly stream: string;
  /** in cloud milliseconds since the epoch */
  readonly seenAtMs: number;
  /** from the first minute with records to the last; empty where there are none */
  readonly window: MinuteWindow;
  /** IncomingRecords of every shard, closed ones too */
  readonly records: CountsByMinute;
  /** WriteProvisionedThroughputExceeded of the same */
  readonly refused: CountsByMinute;
  /** Where one clearly took the most, else ''. */
  readonly hotShardId: string;
  readonly map: ShardMap | undefined;
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
  const { cloud, config } = workshop;
  const { stream: name } = config.names;
  const stream = await describeStream(workshop);
  if (stream === undefined) return { problem: `There was no stream ${name} to look at.` };
  const shards = (await listAllShards(cloud, name)).map(({ shardId }) => shardId);
  const life = minutesBefore(workshop, stream, lastCompleteMinutes(cloud.now(), 0));
  const sums = (metric: string) => shardSumsByMinute(cloud, name, shards, metric, life);
  const [records, refused] = await Promise.all([
    sums('IncomingRecords'),
    sums('WriteProvisionedThroughputExceeded'),
  ]);
  const leader = leaderOf(records);
  const isClear = leader !== undefined && leader.lead >= config.dominance.minLead;
  return {
    stream: name,
    seenAtMs: cloud.now(),
    window: busyWindow(records),
    records,
    refused,
    hotShardId: isClear ? leader.hottestShardId : '',
    map: undefined,
  };
}

function busyWindow(records: CountsByMinute): MinuteWindow {
  const busy = [...records.values()]
    .flatMap((minutes) => [...minutes].flatMap(([at, count]) => (count > 0 ? [at] : [])))
    .sort((a, b) => a - b);
  const [first = 0, last = -MINUTE_MS] = [busy.at(0), busy.at(-1)];
  return { startMs: first, endMs: last + MINUTE_MS };
}
