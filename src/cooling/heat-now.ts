import type { Workshop } from '../contract.ts';
import { type CountsByMinute, total } from '../insight/counts.ts';
import { leaderOf } from '../insight/dominance.ts';
import { percent } from '../percent.ts';

/** The shard with the most records, against an even part. */
export interface Hottest {
  readonly shardId: string;
  /** of all records, 0 to 1 */
  readonly share: number;
  readonly timesFairShare: number;
}

/** Undefined when there are no records. */
export function hottestBy(counts: CountsByMinute): Hottest | undefined {
  const leader = leaderOf(counts);
  if (leader === undefined) return undefined;
  const share = leader.records / total(counts);
  return { shardId: leader.hottestShardId, share, timesFairShare: share * counts.size };
}

/** One line for people. */
export function hottestText({ shardId, share, timesFairShare }: Hottest): string {
  return `${shardId} has ${percent(share)} of the records, ${timesFairShare.toFixed(2)} times its fair share`;
}

export function isCool({ timesFairShare }: Hottest, { config }: Pick<Workshop, 'config'>): boolean {
  return timesFairShare <= config.heat.maxTimesFairShare;
}
