import type { Config } from '../contract.ts';
import { MINUTE_MS } from '../minutes.ts';
import { type CountsByMinute, total } from './counts.ts';

/** What two witnesses tell of the same records: CloudWatch's sums, and a count by reading. */
export interface Comparison {
  /** Start of the first minute that is compared, in milliseconds; undefined when all are. */
  readonly fromMs?: number;
  /** Records read back from the minutes before it. */
  readonly leftOut: number;
  /** Records that the first minute's sums lack, where a shard has too few in all. */
  readonly shortInFirstMinute: number;
  readonly disagreements: readonly Disagreement[];
}

/** A shard of which the two tell different numbers of records. */
export interface Disagreement {
  readonly shardId: string;
  /** the sum of CloudWatch's datapoints */
  readonly counted: number;
  /** records found in the shard itself, in the minutes compared */
  readonly readBack: number;
  /** Too few only: when the newest minute that lacks some was over, in milliseconds. */
  readonly shortUntilMs?: number;
}

type Tolerance = Pick<Config['dominance'], 'witnessTolerance' | 'witnessSlackRecords'>;

/**
 * Compares the sums shard by shard. The two may put a record at a minute's edge into different
 * minutes, so minutes are not compared one by one.
 *
 * Metrics count from the moment they are on. Minutes before the first that any shard was counted in
 * are left out; that minute may have begun without them, so it alone may lack records.
 */
export function compareWitnesses(
  counted: CountsByMinute,
  readBack: CountsByMinute,
  tolerance: Tolerance,
): Comparison {
  const fromMs = firstCountedMinute(counted);
  const compared = fromMs === undefined ? readBack : since(readBack, fromMs);
  const shards = [...compared].map(([shardId, minutes]) => ({
    shardId,
    counted: total(counted, shardId),
    readBack: total(compared, shardId),
    short: shortMinutes(counted.get(shardId), minutes),
  }));
  const disagreements: Disagreement[] = [];
  let shortInFirstMinute = 0;
  for (const { short, ...shard } of shards) {
    const inFirst = fromMs === undefined ? 0 : (short.get(fromMs) ?? 0);
    const missing = shard.readBack - shard.counted;
    const forgiven = Math.max(0, Math.min(missing, inFirst));
    shortInFirstMinute += forgiven;
    if (Math.abs(missing - forgiven) <= allowed(shard, tolerance)) continue;
    const shortUntilMs = Math.max(...short.keys()) + MINUTE_MS;
    disagreements.push(missing > 0 ? { ...shard, shortUntilMs } : shard);
  }
  return {
    ...(fromMs === undefined ? {} : { fromMs }),
    leftOut: total(readBack) - total(compared),
    shortInFirstMinute,
    disagreements,
  };
}

/**
 * The disagreement to tell: one that is final goes before one that waiting may mend, then the
 * greatest.
 */
export function worst(
  disagreements: readonly Disagreement[],
  mayMend: (disagreement: Disagreement) => boolean,
): Disagreement | undefined {
  const size = ({ counted, readBack }: Disagreement) => Math.abs(counted - readBack);
  return [...disagreements].sort(
    (a, b) => Number(mayMend(a)) - Number(mayMend(b)) || size(b) - size(a),
  )[0];
}

/** A minute in which a shard got records that CloudWatch shows no datapoint for. */
export interface Uncounted {
  readonly shardId: string;
  readonly minuteMs: number;
  readonly readBack: number;
}

/**
 * Newest first. An idle minute owes no datapoint: whether AWS writes 0 or nothing is not known. Nor
 * does a minute before the first that any shard was counted in.
 */
export function uncountedMinutes(counted: CountsByMinute, readBack: CountsByMinute): Uncounted[] {
  const fromMs = firstCountedMinute(counted) ?? 0;
  const uncounted: Uncounted[] = [];
  for (const [shardId, minutes] of since(readBack, fromMs)) {
    for (const [minuteMs, records] of minutes) {
      if (counted.get(shardId)?.get(minuteMs) !== undefined) continue;
      uncounted.push({ shardId, minuteMs, readBack: records });
    }
  }
  return uncounted.sort((a, b) => b.minuteMs - a.minuteMs);
}

/** The oldest minute with a datapoint of any shard, be it 0: metrics were on in it. */
function firstCountedMinute(counted: CountsByMinute): number | undefined {
  const minutes = [...counted.values()].flatMap((byMinute) => [...byMinute.keys()]);
  return minutes.length === 0 ? undefined : Math.min(...minutes);
}

function since(counts: CountsByMinute, fromMs: number): CountsByMinute {
  return new Map(
    [...counts].map(([shardId, minutes]) => [
      shardId,
      new Map([...minutes].filter(([minuteMs]) => minuteMs >= fromMs)),
    ]),
  );
}

/** The minutes with fewer records counted than read back, and how many fewer. */
function shortMinutes(
  counted: ReadonlyMap<number, number> | undefined,
  readBack: ReadonlyMap<number, number>,
): Map<number, number> {
  return new Map(
    [...readBack]
      .map(([minuteMs, read]): [number, number] => [minuteMs, read - (counted?.get(minuteMs) ?? 0)])
      .filter(([, missing]) => missing > 0),
  );
}

function allowed(
  { counted, readBack }: Pick<Disagreement, 'counted' | 'readBack'>,
  { witnessTolerance, witnessSlackRecords }: Tolerance,
): number {
  return Math.max(witnessTolerance * Math.max(counted, readBack), witnessSlackRecords);
}
