import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { HashLoad } from '../insight/hash-loads.ts';
import type { Measure } from '../insight/load.ts';
import { type LoadedShard, planSplits, type SplitPlan } from '../insight/split-plan.ts';
import type { ListedShard } from '../stream/shards.ts';

/**
 * The fewest splits that cool the shards as they are now, under the load that was observed. Shards
 * may have been split since: what a closed one took counts for the open ones that have its hash keys.
 */
export function planCooling(
  diagnosis: Diagnosis,
  open: readonly ListedShard[],
  maxTimesFairShare: number,
): SplitPlan {
  const observed = [...diagnosis.keys.values()].flatMap(({ all }) => all.hashLoads());
  return planSplits(
    open.map((shard) => loaded(shard, observed)),
    hotMeasure(diagnosis),
    maxTimesFairShare,
  );
}

/** What the hot shard is hot by. */
export function hotMeasure({ finding }: Diagnosis): Measure {
  return 'measure' in finding ? finding.measure : 'records';
}

function loaded(shard: ListedShard, observed: readonly HashLoad[]): LoadedShard {
  const { shardId, startingHashKey: start, endingHashKey: end } = shard;
  return {
    shardId,
    range: { start, end },
    hashLoads: observed.filter(({ range }) => start <= range.start && range.end <= end),
  };
}
