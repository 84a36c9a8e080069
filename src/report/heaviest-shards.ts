import type { ShardCounts } from '../contract.ts';
import { grouped } from '../grouped.ts';

export interface HeaviestShards {
  /** in the order of their ids */
  readonly shown: readonly (readonly [shardId: string, counts: ShardCounts])[];
  /** `365 more with 1,200`, of those that are not shown; empty when all are */
  readonly others: string;
}

/** The `most` shards with the most accepted records. */
export function heaviestShards(
  shards: Readonly<Record<string, ShardCounts>>,
  most: number,
): HeaviestShards {
  const byRecords = Object.entries(shards).sort(
    ([leftId, left], [rightId, right]) => right.accepted - left.accepted || byText(leftId, rightId),
  );
  const others = byRecords.slice(most);
  const records = others.reduce((sum, [, { accepted }]) => sum + accepted, 0);
  return {
    shown: byRecords.slice(0, most).sort(([left], [right]) => byText(left, right)),
    others: others.length === 0 ? '' : `${grouped(others.length)} more with ${grouped(records)}`,
  };
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
