import type { Tell, Workshop } from '../contract.ts';
import { deployDashboard } from '../dashboard/dashboard-stack.ts';
import { type ListedShard, openShards } from '../stream/shards.ts';
import { deployAlarms } from './alarm.ts';

/** The dashboard and the alarms follow the shards: both name each of them. */
export async function followShards(
  workshop: Workshop,
  shards: readonly ListedShard[],
  tell: Tell,
): Promise<void> {
  await deployDashboard(workshop, shards, tell);
  await deployAlarms(workshop, openShards(shards), tell);
}
