import { evenPieces, type Piece, piecesOfAtMost, slicesOf } from './even-pieces.ts';
import type { HashLoad } from './hash-loads.ts';
import type { HashRange } from './hash-space.ts';
import { type Load, type Measure, NO_LOAD, sumLoads } from './load.ts';

/** What a SplitShard makes of a shard's observed load. */
export interface Split {
  /** the first hash key of the upper child */
  readonly newStartingHashKey: bigint;
  readonly below: Load;
  readonly above: Load;
}

/** An open shard with what it received. */
export interface LoadedShard {
  readonly shardId: string;
  readonly range: HashRange;
  /** one of the whole range where the hash keys are not known: then it is never split */
  readonly hashLoads: readonly HashLoad[];
}

export interface PlannedSplit extends Split {
  /** The shard as it is now. Where it was split before, split the open one with that hash key. */
  readonly shardId: string;
}

/** An open shard as the plan leaves it. */
export interface ShardAfter {
  /** the shard that it is, or comes from */
  readonly shardId: string;
  readonly range: HashRange;
  readonly load: Load;
}

export type SplitPlan =
  | {
      readonly kind: 'splits';
      /** to be made one after the other; none when the goal is met as it is */
      readonly splits: readonly PlannedSplit[];
      readonly shards: readonly ShardAfter[];
    }
  | {
      readonly kind: 'out of reach';
      /** the shard with the load that no split can part, and that load */
      readonly shardId: string;
      readonly load: Load;
      /** with so many shards that load alone is too much; with fewer, others are */
      readonly shardCount: number;
    };

/**
 * The split that leaves the two children as even as the keys allow, at the weighted median of the
 * load and not the middle of the range. Undefined when all of the load is at one hash.
 */
export function bestSplit(
  range: HashRange,
  hashLoads: readonly HashLoad[],
  measure: Measure,
): Split | undefined {
  return splitsBetween(evenPieces(2, slicesOf(range, hashLoads), measure))[0];
}

/**
 * The fewest splits after which no shard has more of the load than `maxTimesFairShare` times the
 * load ÷ shards, counted as they are after the splits.
 *
 * Each split makes the fair share smaller, so the goal moves: it is tried with one shard more at a
 * time. Filling each piece in the order of the hash keys, up to what a shard may have then, needs
 * the fewest shards. It ends where there are as many as that, or where a shard may have less than
 * lies at one hash, which stays so however many more there are.
 */
export function planSplits(
  shards: readonly LoadedShard[],
  measure: Measure,
  maxTimesFairShare: number,
): SplitPlan {
  const sliced = shards.map(({ shardId, range, hashLoads }) => ({
    shardId,
    range,
    slices: slicesOf(range, hashLoads),
  }));
  const slices = sliced.flatMap((shard) =>
    shard.slices.map(({ load }) => ({ shardId: shard.shardId, load })),
  );
  const total = sumLoads(slices.map(({ load }) => load));
  const [heaviest] = slices.sort((a, b) => b.load[measure] - a.load[measure]);
  for (let shardCount = shards.length; ; shardCount++) {
    const most = (maxTimesFairShare * total[measure]) / shardCount;
    if (heaviest !== undefined && heaviest.load[measure] > most) {
      return { kind: 'out of reach', ...heaviest, shardCount };
    }
    const counts = sliced.map((shard) => piecesOfAtMost(most, shard.slices, measure).length);
    const needed = counts.reduce((sum, count) => sum + Math.max(count, 1), 0);
    if (needed > shardCount) continue;
    const parted = sliced.map((shard, index) => ({
      ...shard,
      pieces: evenPieces(counts[index] ?? 1, shard.slices, measure),
    }));
    return {
      kind: 'splits',
      splits: parted.flatMap(({ shardId, pieces }) =>
        splitsBetween(pieces).map((split) => ({ shardId, ...split })),
      ),
      shards: parted.flatMap(shardsAfter),
    };
  }
}

function shardsAfter(shard: {
  readonly shardId: string;
  readonly range: HashRange;
  readonly pieces: readonly Piece[];
}): ShardAfter[] {
  const { shardId, range, pieces } = shard;
  if (pieces.length === 0) return [{ shardId, range, load: NO_LOAD }];
  return pieces.map(({ start, load }, index) => {
    const next = pieces[index + 1];
    const end = next === undefined ? range.end : next.start - 1n;
    return { shardId, range: { start, end }, load };
  });
}

/** From the lowest piece up, each parted from all above it. */
function splitsBetween(pieces: readonly Piece[]): Split[] {
  return pieces.slice(1).map(({ start }, index) => ({
    newStartingHashKey: start,
    below: pieces[index]?.load ?? NO_LOAD,
    above: sumLoads(pieces.slice(index + 1).map(({ load }) => load)),
  }));
}
