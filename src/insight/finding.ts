import { type HotSpot, hottestOf, type StreamHeat } from './heat.ts';
import type { HeavyHash } from './key-counts.ts';
import type { ShardKeys } from './shard-keys.ts';
import { bestSplit, type Split } from './split-plan.ts';

export interface FindingRule {
  /** fewer records of the whole stream are not judged, unless a shard is saturated */
  readonly minRecords: number;
  /**
   * The part of its shard's load above which one key is the finding, 0 to 1. A split can at best
   * halve a load; a key with much more than half is no less of it after any split.
   */
  readonly maxKeyShare: number;
}

/**
 * How much of a shard's load may have been sent with explicit hash keys that are not told, for a
 * split still to be named: so far it is off the half at most.
 */
const MAX_OUTSIDE_SHARE = 0.05;

/** What makes a shard hot. */
export interface HotFinding extends HotSpot {
  /** `one key`: splitting moves the heat and does not cool it. `many keys`: splitting helps. */
  readonly kind: 'one key' | 'many keys';
  /** The keys that were judged: of a saturated shard those of its busy seconds, if it has any. */
  readonly judged: 'all seconds' | 'busy seconds';
  /** What lies at one hash, by the measure: no number of splits makes a shard with less. */
  readonly heaviest: HeavyHash;
  /** the heaviest hash's part of the load that was judged, 0 to 1: at least so much */
  readonly heaviestShare: number;
  /** the part sent with explicit hash keys that the records do not tell, as far as it is seen */
  readonly outsideShare: number;
  /** as even as the keys allow; undefined where they allow none, or where too much is outside */
  readonly split: Split | undefined;
}

export type Finding =
  | { readonly kind: 'nothing to judge'; readonly records: number }
  | ({ readonly kind: 'not hot' } & HotSpot)
  | HotFinding;

/**
 * Why the hottest shard is hot, by the measure that it is hottest by: by bytes a shard can be hot
 * that has no more records than others.
 *
 * It is one key when the records at one hash are more than `maxKeyShare` of the load: they stay
 * together whatever is split. Two heavy keys are many, for a split between them halves the load;
 * whether it is enough, and what is left when each is still too much, `planSplits` tells.
 *
 * @param keys of the shard that `hottestOf` names
 * @throws {RangeError} when it is hot and its keys were not read
 */
export function findingOf(
  heat: StreamHeat,
  keys: ReadonlyMap<string, ShardKeys>,
  rule: FindingRule,
): Finding {
  const { records } = heat.total;
  const spot = hottestOf(heat);
  if (spot === undefined) return { kind: 'nothing to judge', records };
  const { shard, measure } = spot;
  if (records < rule.minRecords && shard.relation !== 'saturated') {
    return { kind: 'nothing to judge', records };
  }
  if (shard.relation === 'not hot') return { kind: 'not hot', ...spot };

  const shardKeys = keys.get(shard.shardId);
  const busy = shardKeys?.busy();
  const isBusy = shard.relation === 'saturated' && busy !== undefined && busy.total.records > 0;
  const counts = isBusy ? busy : shardKeys?.all;
  const heaviest = counts?.heaviestHash(measure);
  if (shardKeys === undefined || counts === undefined || heaviest === undefined) {
    throw new RangeError(`${shard.shardId} is hot, and its records were not read.`);
  }
  const heaviestShare = (heaviest.load[measure] - heaviest.error[measure]) / counts.total[measure];
  const outsideShare = counts.outside[measure] / counts.total[measure];
  return {
    kind: heaviestShare > rule.maxKeyShare ? 'one key' : 'many keys',
    ...spot,
    judged: isBusy ? 'busy seconds' : 'all seconds',
    heaviest,
    heaviestShare,
    outsideShare,
    split:
      outsideShare > MAX_OUTSIDE_SHARE
        ? undefined
        : bestSplit(shardKeys.range, counts.hashLoads(), measure),
  };
}
