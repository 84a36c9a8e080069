import { SplitShardCommand } from '@aws-sdk/client-kinesis';
import type { Tell, Workshop } from '../contract.ts';
import { type ListedShard, listAllShards, openShards, shardOfHashKey } from '../stream/shards.ts';
import { waitForActive } from '../stream/stream.ts';

/**
 * Splits the open shard that has a hash key there, and waits until the stream is ACTIVE again.
 * Nothing happens where a shard begins with it already, as after a split that was interrupted.
 *
 * @returns the shards as they are then, open and closed
 */
export async function splitAt(
  workshop: Workshop,
  newStartingHashKey: bigint,
  tell: Tell,
): Promise<ListedShard[]> {
  const { cloud, config } = workshop;
  const { stream } = config.names;
  await waitForActive(workshop, tell);
  const shards = await listAllShards(cloud, stream);
  const shard = shardOfHashKey(shards, newStartingHashKey);
  if (shard === undefined || shard.startingHashKey === newStartingHashKey) return shards;
  await cloud.kinesis.send(
    new SplitShardCommand({
      StreamName: stream,
      ShardToSplit: shard.shardId,
      NewStartingHashKey: String(newStartingHashKey),
    }),
  );
  const openCount = openShards(shards).length + 1;
  await waitForActive(workshop, tell, {
    what: `with ${openCount} open shards`,
    is: ({ OpenShardCount }) => OpenShardCount === openCount,
  });
  const split = await listAllShards(cloud, stream);
  const children = openShards(split).filter(({ parentShardIds }) =>
    parentShardIds.includes(shard.shardId),
  );
  tell({
    kind: 'fact',
    text: `${shard.shardId} was split: ${children.map(({ shardId }) => shardId).join(' and ')}`,
  });
  return split;
}
