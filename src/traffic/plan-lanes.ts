import type { Config } from '../contract.ts';
import { md5HashKey } from '../insight/hash-space.ts';
import { type ListedShard, shardOfHashKey } from '../stream/shards.ts';
import { laneRange } from './lane-range.ts';
import { type PlannedLane, planLane } from './plan.ts';

/**
 * @param shards all shards of the stream, open and closed
 * @throws {WorkshopError} when a lane's range can not be known
 */
export function planLanes(
  { traffic, names }: Config,
  shards: readonly ListedShard[],
): PlannedLane[] {
  const shardIdOf = (partitionKey: string) =>
    shardOfHashKey(shards, md5HashKey(partitionKey))?.shardId ?? '';
  return traffic.lanes.map((lane) =>
    planLane(lane, laneRange(shards, lane.shard, names.stream), traffic.keys, shardIdOf),
  );
}
