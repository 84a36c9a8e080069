import type { ListShardsInput, ListShardsOutput, ShardFilter } from '@aws-sdk/client-kinesis';
import { type Conformed, defineAction } from '../../action.ts';
import { describeShard } from '../descriptions.ts';
import { invalidArgument, streamNotFound, streamNotReadable } from '../errors.ts';
import { findShard } from '../find-shard.ts';
import { openPage, sealPage } from '../page-token.ts';
import { NEXT_TOKEN, PAGE, SHARD_ID, STREAM } from '../rules.ts';
import { everyShard, filterShards, SHARD_FILTERS } from '../shard-filter.ts';
import type { KinesisState } from '../state.ts';
import type { Stream } from '../stream.ts';

const SHARDS_A_PAGE = 1000;

/** What a first request asks for, and its `NextToken` carries on. */
interface Listing {
  readonly stream: Stream;
  readonly filter: Conformed<ShardFilter>;
  /** only shards with greater numbers */
  readonly after: number;
}

export const listShards = defineAction<KinesisState, ListShardsInput, ListShardsOutput>({
  rules: {
    ...STREAM,
    NextToken: NEXT_TOKEN,
    ExclusiveStartShardId: SHARD_ID,
    MaxResults: PAGE,
    'ShardFilter.Type': { values: SHARD_FILTERS },
    'ShardFilter.ShardId': SHARD_ID,
  },
  unsupported: ['StreamId'],
  run(input, { state }) {
    const { stream, filter, after } =
      input.NextToken === undefined
        ? firstListing(input, state)
        : nextListing(input, input.NextToken, state);
    if (!stream.isServing) throw streamNotReadable(stream, stream.status);
    stream.trim(stream.now());
    const shards = filterShards(stream, filter).filter(({ number }) => number > after);
    const page = shards.slice(0, Math.min(input.MaxResults ?? SHARDS_A_PAGE, SHARDS_A_PAGE));
    const last = page.at(-1);
    return {
      Shards: page.map(describeShard),
      ...(page.length < shards.length &&
        last && { NextToken: sealListing(state, { stream, filter, after: last.number }) }),
    };
  },
});

function firstListing(input: Conformed<ListShardsInput>, state: KinesisState): Listing {
  if (input.StreamName === undefined && input.StreamARN === undefined) {
    throw invalidArgument('Either NextToken or StreamName should be provided.');
  }
  const stream = state.stream(input);
  const created = input.StreamCreationTimestamp;
  // Clients send the time back in whole seconds or in milliseconds.
  if (created && Math.floor(created.getTime() / 1000) !== Math.floor(stream.createdMs / 1000)) {
    throw streamNotFound(stream);
  }
  const { ExclusiveStartShardId: startAfter } = input;
  const after = startAfter === undefined ? -1 : findShard(stream, startAfter).number;
  return { stream, filter: input.ShardFilter ?? everyShard, after };
}

function nextListing(
  input: Conformed<ListShardsInput>,
  token: string,
  state: KinesisState,
): Listing {
  for (const member of [
    'StreamName',
    'ExclusiveStartShardId',
    'StreamCreationTimestamp',
  ] as const) {
    if (input[member] === undefined) continue;
    throw invalidArgument(`NextToken and ${member} cannot be provided together.`);
  }
  const [name, createdMs, type, shardId, timeMs, after] = openPage(state, 'ListShards', token);
  const stream = state.stream({ StreamName: String(name) });
  if (stream.createdMs !== createdMs) throw streamNotFound(stream);
  const filter = {
    Type: String(type) as Conformed<ShardFilter>['Type'],
    ...(shardId !== '' && { ShardId: String(shardId) }),
    ...(timeMs !== '' && { Timestamp: new Date(Number(timeMs)) }),
  };
  return { stream, filter, after: Number(after) };
}

function sealListing(state: KinesisState, { stream, filter, after }: Listing): string {
  return sealPage(state, 'ListShards', [
    stream.name,
    stream.createdMs,
    filter.Type,
    filter.ShardId ?? '',
    filter.Timestamp?.getTime() ?? '',
    after,
  ]);
}
