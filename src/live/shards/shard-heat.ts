import type { MappedHeat } from '../../../charts/shard-map/shard-map.ts';
import type { Config } from '../../contract.ts';
import { ofOpen, openMinutes } from '../../cooling/cooled-window.ts';
import { type CountsByMinute, newestMinute, total, within } from '../../insight/counts.ts';
import { heatOf } from '../../insight/heat.ts';
import { MINUTE_MS, type MinuteWindow } from '../../minutes.ts';
import { type ListedShard, takingPart } from '../../stream/shards.ts';

/** Per-minute sums of every shard. */
export interface ShardSums {
  /** the complete minutes of the stream's life */
  readonly life: MinuteWindow;
  /** IncomingRecords */
  readonly records: CountsByMinute;
  /** WriteProvisionedThroughputExceeded */
  readonly refused: CountsByMinute;
}

export type HeatRule = Pick<Config['dominance'], 'windowMinutes' | 'minMinutes'> &
  Pick<Config['heat'], 'maxTimesFairShare'>;

/** How warm the shards are that took part in the newest minutes with records. */
export interface WindowHeat {
  readonly window: MinuteWindow;
  /** by shard id */
  readonly heat: ReadonlyMap<string, MappedHeat>;
}

/**
 * Judges the newest minutes with records. Once the open shards took some after the last minute of a
 * closed one, these are those that step 6 is judged by, `minMinutes` at most, for the heat may have
 * moved before it cooled; until then, `windowMinutes` in which the closed shards show what they took.
 *
 * @returns undefined where no minute has records
 */
export function windowHeat(
  shards: readonly ListedShard[],
  { life, records, refused }: ShardSums,
  { windowMinutes, minMinutes, maxTimesFairShare }: HeatRule,
): WindowHeat | undefined {
  const newestMs = newestMinute(records);
  if (newestMs === undefined) return undefined;
  const closedMs = newestMinute(ofOpen(records, shards, false));
  const endMs = newestMs + MINUTE_MS;
  const window =
    closedMs !== undefined && newestMs > closedMs
      ? openMinutes(records, shards, life, minMinutes)
      : { startMs: Math.max(life.startMs, endMs - windowMinutes * MINUTE_MS), endMs };
  const counts = within(records, window);
  const part = takingPart(shards, (shardId) => total(counts, shardId) > 0);
  const traffic = new Map(
    part.map(({ shardId }) => [shardId, { minutes: inLoads(counts.get(shardId)) }]),
  );
  const { shards: judged } = heatOf(traffic, within(refused, window), maxTimesFairShare);
  return {
    window,
    heat: new Map(
      judged.map(({ shardId, load, share, timesFairShare, throttled, relation }) => [
        shardId,
        {
          records: load.records,
          share: share.records,
          timesFairShare: timesFairShare.records,
          throttled,
          relation,
        },
      ]),
    ),
  };
}

/** The map tells of records alone: what a shard's bytes come to is not asked. */
function inLoads(minutes: ReadonlyMap<number, number> = new Map()) {
  return new Map([...minutes].map(([minute, records]) => [minute, { records, bytes: 0 }]));
}
