import type { ShardFilter } from '@aws-sdk/client-kinesis';
import type { Conformed } from '../action.ts';
import { invalidArgument } from './errors.ts';
import { findShard } from './find-shard.ts';
import type { Shard } from './shard.ts';
import type { Stream } from './stream.ts';

export const SHARD_FILTERS = [
  'AFTER_SHARD_ID',
  'AT_TRIM_HORIZON',
  'FROM_TRIM_HORIZON',
  'AT_LATEST',
  'AT_TIMESTAMP',
  'FROM_TIMESTAMP',
];

/** What ListShards does without a filter. */
export const everyShard = { Type: 'FROM_TRIM_HORIZON' } as const;

/**
 * The shards that a filter of ListShards lets through, by number. A time before the trim horizon
 * is taken for the trim horizon.
 *
 * @throws InvalidArgumentException when the filter lacks what its type needs
 * @throws ResourceNotFoundException for a shard id that names no shard
 */
export function filterShards(stream: Stream, filter: Conformed<ShardFilter>): Shard[] {
  const { listed, open } = stream.shards;
  switch (filter.Type) {
    case 'FROM_TRIM_HORIZON':
      return [...listed];
    case 'AT_LATEST':
      return listed.filter((shard) => open.includes(shard));
    case 'AT_TRIM_HORIZON':
      return openAt(listed, trimHorizonMs(stream));
    case 'AT_TIMESTAMP':
      return openAt(listed, Math.max(timeOf(filter), trimHorizonMs(stream)));
    case 'FROM_TIMESTAMP': {
      const fromMs = timeOf(filter);
      return listed.filter(({ closedMs }) => closedMs === undefined || closedMs >= fromMs);
    }
    case 'AFTER_SHARD_ID': {
      if (filter.ShardId === undefined) throw missing('ShardId', filter.Type);
      const after = findShard(stream, filter.ShardId).number;
      return listed.filter(({ number }) => number > after);
    }
  }
}

function openAt(shards: readonly Shard[], timeMs: number): Shard[] {
  return shards.filter(
    ({ created, closedMs }) =>
      created.ms <= timeMs && (closedMs === undefined || closedMs > timeMs),
  );
}

/** The start of the stream's records: its retention ago, or its first shards' creation. */
function trimHorizonMs(stream: Stream): number {
  const firstMs = stream.shards.listed[0]?.created.ms ?? stream.createdMs;
  return Math.max(stream.horizonMs(stream.now()), firstMs);
}

function timeOf(filter: Conformed<ShardFilter>): number {
  if (filter.Timestamp === undefined) throw missing('Timestamp', filter.Type);
  return filter.Timestamp.getTime();
}

function missing(member: string, type: string) {
  return invalidArgument(`${member} must be provided for a ShardFilter of type ${type}.`);
}
