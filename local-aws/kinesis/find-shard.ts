import { shardDoesNotExist, shardNotFound } from './errors.ts';
import { type Shard, shardIdOf, shardNumberOf } from './shard.ts';
import type { KinesisState, StreamNaming } from './state.ts';
import type { Stream } from './stream.ts';

/** The shard that SplitShard and the like name; the stream is looked for first. */
export function findShard(stream: Stream, shardId: string): Shard {
  const number = shardNumberOf(shardId);
  const shard = number === undefined ? undefined : stream.shards.find(number);
  if (shard !== undefined) return shard;
  throw shardNotFound(number === undefined ? shardId : shardIdOf(number), stream);
}

/**
 * The shard that a reader names. AWS answers readers that the shard does not exist, whether it is
 * the shard or the whole stream that is missing.
 */
export function findShardToRead(
  state: KinesisState,
  naming: StreamNaming,
  shardId: string,
): { stream: Stream; shard: Shard } {
  const label = { name: state.nameIn(naming), account: state.scope.account };
  const number = shardNumberOf(shardId);
  if (number === undefined) throw shardNotFound(shardId, label);
  const stream = state.find(label.name);
  if (stream === undefined || !stream.isServing) throw shardDoesNotExist(shardIdOf(number), label);
  stream.trim(stream.now());
  const shard = stream.shards.find(number);
  if (shard === undefined) throw shardDoesNotExist(shardIdOf(number), label);
  return { stream, shard };
}
