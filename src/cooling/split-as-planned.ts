import type { Tell, Workshop } from '../contract.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { WorkshopError } from '../errors.ts';
import { type ListedShard, openShards } from '../stream/shards.ts';
import { hotMeasure, planCooling } from './plan.ts';
import { planProgress } from './plan-progress.ts';
import { splitAt } from './split.ts';

/**
 * Tells the plan of the fewest splits, and makes them one at a time.
 *
 * @returns the shards as they are then, open and closed
 * @throws {WorkshopError} `not-finished` when no number of splits is enough
 */
export async function splitAsPlanned(
  workshop: Workshop,
  diagnosis: Diagnosis,
  before: readonly ListedShard[],
  tell: Tell,
): Promise<readonly ListedShard[]> {
  const { heat } = workshop.config;
  const open = openShards(before);
  const plan = planCooling(diagnosis, open, heat.maxTimesFairShare);
  for (const progress of planProgress(plan, hotMeasure(diagnosis), open.length, workshop.config)) {
    tell(progress);
  }
  if (plan.kind === 'out of reach') {
    throw new WorkshopError(
      'not-finished',
      `No number of splits cools ${plan.shardId}: what lies at one of its hash keys is too much`,
      'Spread the key that step 5 names, as the lesson one-key does',
    );
  }
  let shards = before;
  for (const { newStartingHashKey } of plan.splits) {
    shards = await splitAt(workshop, newStartingHashKey, tell);
  }
  return shards;
}
