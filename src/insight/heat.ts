import { type CountsByMinute, total as totalOf } from './counts.ts';
import {
  type Load,
  MEASURES,
  type Measure,
  NO_LOAD,
  type PerMeasure,
  perMeasure,
  SHARD_TAKES_PER_SECOND,
  sumLoads,
} from './load.ts';
import type { LoadByTime, ShardTraffic } from './traffic-counter.ts';

/**
 * How a shard stands to the others, and to its limits:
 * - `saturated`: it refused writes, or took in one second all that its limits allow;
 * - `relatively hot`: by records or by bytes it has more than the configured multiple of its fair
 *   share, and room to spare;
 * - `not hot`: neither.
 */
export type Relation = 'saturated' | 'relatively hot' | 'not hot';

/** The busiest minute or second. */
export interface Peak {
  /** its start, in milliseconds since the epoch */
  readonly atMs: number;
  /** of what a shard takes in that time: 1 is all of it */
  readonly utilisation: number;
}

export interface ShardHeat {
  readonly shardId: string;
  readonly load: Load;
  /** of all that the open shards accepted, 0 to 1 */
  readonly share: Load;
  /** share × shards: 1 is even */
  readonly timesFairShare: Load;
  /** undefined when it accepted nothing */
  readonly peakMinute: PerMeasure<Peak> | undefined;
  /**
   * Shows a burst that a minute hides. A burst that lasts from one second into the next is shared
   * between them, so it may be more than its busiest second tells. Undefined when nothing was read.
   */
  readonly peakSecond: PerMeasure<Peak> | undefined;
  /** writes refused: they are not in the load */
  readonly throttled: number;
  readonly relation: Relation;
}

/** How one measure spreads over the open shards. */
export interface Spread {
  readonly hottestShardId: string;
  /** '' when the stream has one shard */
  readonly secondShardId: string;
  /** hottest ÷ second; Infinity when no other shard has any */
  readonly lead: number;
  /** standard deviation ÷ mean over the shards: 0 is even */
  readonly variation: number;
}

export interface StreamHeat {
  /** every open shard, idle ones included, in the order they were given */
  readonly shards: readonly ShardHeat[];
  readonly total: Load;
  readonly spread: PerMeasure<Spread>;
}

/** A shard with the measure that it is hottest by. */
export interface HotSpot {
  readonly shard: ShardHeat;
  readonly measure: Measure;
}

/**
 * @param traffic of every open shard, idle ones included: they make the fair share
 * @param throttled WriteProvisionedThroughputExceeded of the same shards and time
 */
export function heatOf(
  traffic: ReadonlyMap<string, ShardTraffic>,
  throttled: CountsByMinute,
  maxTimesFairShare: number,
): StreamHeat {
  const loads = new Map(
    [...traffic].map(([shardId, { minutes }]) => [shardId, sumLoads(minutes.values())]),
  );
  const total = sumLoads(loads.values());
  const shards = [...traffic].map(([shardId, { minutes, seconds }]): ShardHeat => {
    const load = loads.get(shardId) ?? NO_LOAD;
    const share = perMeasure((measure) => load[measure] / (total[measure] || 1));
    const timesFairShare = perMeasure((measure) => share[measure] * traffic.size);
    const peakSecond = seconds && peaks(seconds, 1);
    const refused = totalOf(throttled, shardId);
    const isSaturated =
      refused > 0 || MEASURES.some((of) => (peakSecond?.[of].utilisation ?? 0) >= 1);
    const isHot = MEASURES.some((measure) => timesFairShare[measure] > maxTimesFairShare);
    return {
      shardId,
      load,
      share,
      timesFairShare,
      peakMinute: peaks(minutes, 60),
      peakSecond,
      throttled: refused,
      relation: isSaturated ? 'saturated' : isHot ? 'relatively hot' : 'not hot',
    };
  });
  return { shards, total, spread: perMeasure((measure) => spreadOf(loads, measure)) };
}

/** Bytes are named only where they are clearly less even than records. */
const CLEARLY = 1.05;

/**
 * Of the saturated shards, if there are any, the one that refused the most, by the measure that is
 * nearest to its limit; else the shard and the measure with the most times the fair share. Undefined
 * when nothing was accepted.
 */
export function hottestOf({ shards, total }: StreamHeat): HotSpot | undefined {
  if (total.records === 0) return undefined;
  const spots = shards.flatMap((shard) => MEASURES.map((measure) => ({ shard, measure })));
  const saturated = spots.filter(({ shard }) => shard.relation === 'saturated');
  const [hottest] =
    saturated.length > 0
      ? saturated.sort(
          (a, b) => b.shard.throttled - a.shard.throttled || utilisation(b) - utilisation(a),
        )
      : spots.sort((a, b) => timesFairShare(b) - timesFairShare(a));
  return hottest;
}

function timesFairShare({ shard, measure }: HotSpot): number {
  return shard.timesFairShare[measure] / (measure === 'bytes' ? CLEARLY : 1);
}

function utilisation({ shard, measure }: HotSpot): number {
  return (shard.peakSecond ?? shard.peakMinute)?.[measure].utilisation ?? 0;
}

function peaks(loads: LoadByTime, seconds: number): PerMeasure<Peak> | undefined {
  if (loads.size === 0) return undefined;
  return perMeasure((measure) => {
    let peak: Peak = { atMs: 0, utilisation: -1 };
    for (const [atMs, load] of loads) {
      const utilisation = load[measure] / (SHARD_TAKES_PER_SECOND[measure] * seconds);
      if (utilisation > peak.utilisation) peak = { atMs, utilisation };
    }
    return peak;
  });
}

function spreadOf(loads: ReadonlyMap<string, Load>, measure: Measure): Spread {
  const values = [...loads.values()].map((load) => load[measure]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const [hottest, second] = [...loads].sort(([, a], [, b]) => b[measure] - a[measure]);
  const secondLoad = second?.[1][measure] ?? 0;
  return {
    hottestShardId: hottest?.[0] ?? '',
    secondShardId: second?.[0] ?? '',
    lead: secondLoad > 0 ? (hottest?.[1][measure] ?? 0) / secondLoad : Number.POSITIVE_INFINITY,
    variation: mean > 0 ? Math.sqrt(squares / values.length) / mean : 0,
  };
}
