import { typed } from '../again.ts';
import { WorkshopError } from '../errors.ts';
import type { HashRange } from '../insight/hash-space.ts';
import { shardIdAtCreation } from '../stream/shard-id.ts';
import type { ListedShard } from '../stream/shards.ts';

/**
 * The hash range of the shard that a lane was named after, as it was at creation. Splits and merges
 * make new shards and leave the range of the closed one as it was.
 *
 * @throws {WorkshopError} `configuration` when the stream never had that shard, `not-found` when
 *   the shard is closed and its retention has ended
 */
export function laneRange(
  shards: readonly ListedShard[],
  shard: number,
  stream: string,
): HashRange {
  const shardId = shardIdAtCreation(shard);
  const listed = shards.find((candidate) => candidate.shardId === shardId);
  if (listed !== undefined) return { start: listed.startingHashKey, end: listed.endingHashKey };
  if (shards.every((other) => other.shardId < shardId)) {
    throw new WorkshopError(
      'configuration',
      `Stream ${stream} has no ${shardId}: it was created with fewer shards.`,
      `Name a shard that ${typed('produce', '--list-shards')} shows, or correct traffic.lanes in workshop.config.ts`,
    );
  }
  throw new WorkshopError(
    'not-found',
    `${shardId} of stream ${stream} is not listed any more: it was closed and its retention has ended, so its hash range is not known.`,
    `Make the stream anew: ${typed('clean-up')}, then ${typed('workshop')}`,
  );
}
