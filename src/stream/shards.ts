import {
  ListShardsCommand,
  type ListShardsOutput,
  ResourceNotFoundException,
  type Shard,
} from '@aws-sdk/client-kinesis';
import { again } from '../again.ts';
import { whole } from '../aws/whole.ts';
import type { Cloud } from '../contract.ts';
import { WorkshopError } from '../errors.ts';

/** A shard as ListShards tells it. */
export interface ListedShard {
  readonly shardId: string;
  /** Both ends belong to the range, 0 to 2^128 − 1. */
  readonly startingHashKey: bigint;
  readonly endingHashKey: bigint;
  /** False after a split or a merge: no more writes, still read until its retention ends. */
  readonly open: boolean;
  /** One after a split, two after a merge, none at creation. They may have expired by now. */
  readonly parentShardIds: readonly string[];
}

/** All 128-bit hash keys there are. */
export const HASH_KEYS = 2n ** 128n;

/**
 * Every shard of a stream, open and closed, by id. Closed ones are listed until their retention
 * ends.
 *
 * @throws {WorkshopError} `not-found` when there is no such stream
 */
export async function listAllShards(cloud: Cloud, stream: string): Promise<ListedShard[]> {
  const shards: Shard[] = [];
  let nextToken: string | undefined;
  try {
    do {
      // The SDK has no paginator for ListShards; a token goes without the stream's name.
      const page: ListShardsOutput = await cloud.kinesis.send(
        new ListShardsCommand(
          nextToken === undefined ? { StreamName: stream } : { NextToken: nextToken },
        ),
      );
      shards.push(...whole('ListShards', page, 'Shards').Shards);
      nextToken = page.NextToken;
    } while (nextToken !== undefined);
  } catch (error) {
    if (isNoSuchStream(error)) {
      throw noSuchStream(cloud, stream, error);
    }
    throw error;
  }
  return shards.map(listed).sort((a, b) => (a.shardId < b.shardId ? -1 : 1));
}

export function openShards(shards: readonly ListedShard[]): ListedShard[] {
  return shards.filter((shard) => shard.open);
}

/** The open shard whose range holds a hash key. */
export function shardOfHashKey(
  shards: readonly ListedShard[],
  hashKey: bigint,
): ListedShard | undefined {
  return shards.find(
    (shard) => shard.open && shard.startingHashKey <= hashKey && hashKey <= shard.endingHashKey,
  );
}

/** The ids of a shard and of all those it came from by splits and merges, as far as still listed. */
export function lineage(shard: ListedShard, shards: readonly ListedShard[]): string[] {
  const ids = new Set([shard.shardId]);
  for (const id of ids) {
    const listed = shards.find((candidate) => candidate.shardId === id);
    for (const parentId of listed?.parentShardIds ?? []) {
      if (shards.some((candidate) => candidate.shardId === parentId)) ids.add(parentId);
    }
  }
  return [...ids];
}

/**
 * Which shards make the fair share of a window: the closed ones that have records in it, and the
 * open ones, idle ones too. An idle shard whose ancestors have records does not count: it was not
 * there yet.
 */
export function takingPart(
  shards: readonly ListedShard[],
  hasRecords: (shardId: string) => boolean,
): ListedShard[] {
  return shards.filter(
    (shard) =>
      hasRecords(shard.shardId) || (shard.open && !lineage(shard, shards).some(hasRecords)),
  );
}

/** Whether Kinesis says that there is no stream of that name. */
export function isNoSuchStream(error: unknown): boolean {
  return error instanceof ResourceNotFoundException;
}

export function noSuchStream(cloud: Cloud, stream: string, cause?: unknown): WorkshopError {
  return new WorkshopError(
    'not-found',
    `Stream ${stream} does not exist in ${cloud.region}: step 1 deploys it.`,
    `Run step 1: ${again({ cloud }, 'workshop', '--only 1')}`,
    cause,
  );
}

function listed(listedShard: Shard): ListedShard {
  const shard = whole('ListShards', listedShard, 'ShardId', 'HashKeyRange', 'SequenceNumberRange');
  const range = whole('ListShards', shard.HashKeyRange, 'StartingHashKey', 'EndingHashKey');
  return {
    shardId: shard.ShardId,
    startingHashKey: BigInt(range.StartingHashKey),
    endingHashKey: BigInt(range.EndingHashKey),
    open: shard.SequenceNumberRange.EndingSequenceNumber === undefined,
    parentShardIds: [shard.ParentShardId, shard.AdjacentParentShardId].filter(
      (parent) => parent !== undefined,
    ),
  };
}
