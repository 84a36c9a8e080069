import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { splitCommand, splitShardCommand, waitForStreamCommand } from '../diagnosis/sentences.ts';
import { shardIdAtCreation, shardNumberOf } from '../stream/shard-id.ts';
import { planCooling } from './plan.ts';

/** What it takes to cool every shard, by hand. */
export interface PlanByHand {
  readonly sentence: string;
  readonly splits: number;
  /** AWS CLI commands, one after the other; between two splits the stream becomes ACTIVE again */
  readonly commands: readonly string[];
}

/**
 * The splits that bring every shard under the multiple of its fair share. The shards that a split
 * makes get the next two ids, the lower one for the lower half of the hash keys, so that it can be
 * told which one is split next. Undefined where splitting does not help or is not possible.
 */
export function planByHand(diagnosis: Diagnosis, cliOptions: string): PlanByHand | undefined {
  const { shards, stream, maxTimesFairShare } = diagnosis;
  if (splitCommand(diagnosis, cliOptions) === undefined || !shards.every(({ open }) => open)) {
    return undefined;
  }
  const plan = planCooling(diagnosis, shards, maxTimesFairShare);
  if (plan.kind === 'out of reach' || plan.splits.length === 0) return undefined;
  let nextNumber = Math.max(...shards.map(({ shardId }) => shardNumberOf(shardId))) + 1;
  // each split parts the lowest piece from all above it, which is split next
  const upperHalf = new Map<string, string>();
  const commands = plan.splits.flatMap(({ shardId, newStartingHashKey }) => {
    const open = upperHalf.get(shardId) ?? shardId;
    upperHalf.set(shardId, shardIdAtCreation(nextNumber + 1));
    nextNumber += 2;
    return [
      splitShardCommand(stream, open, newStartingHashKey, cliOptions),
      waitForStreamCommand(stream, cliOptions),
    ];
  });
  const { length } = plan.splits;
  const count = length === 1 ? '1 split' : `${length} splits, one after the other`;
  return {
    sentence: `Instead, to bring every shard under ${maxTimesFairShare} times its fair share: ${count}.`,
    splits: length,
    commands,
  };
}
