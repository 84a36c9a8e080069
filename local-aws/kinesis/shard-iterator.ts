import { AwsError } from '../errors.ts';
import { invalidArgument } from './errors.ts';
import { TOKEN_LIFETIME_MS } from './limits.ts';
import type { Shard } from './shard.ts';
import type { KinesisState } from './state.ts';
import type { Stream } from './stream.ts';

const KIND = 'iterator';

/** Where a reader stands. */
export interface ShardPosition {
  readonly streamName: string;
  readonly shardId: string;
  /** of the shard that the place belongs to: a stream of the same name may have been made anew */
  readonly shardCreatedSecond: number;
  readonly place: number;
}

export function sealIterator(
  state: KinesisState,
  stream: Stream,
  shard: Shard,
  place: number,
): string {
  const { second } = shard.created;
  return state.tokens.seal([KIND, state.now(), stream.name, shard.id, second, place]);
}

/**
 * @throws InvalidArgumentException for what is no iterator
 * @throws ExpiredIteratorException for one that is older than 5 minutes of cloud time
 */
export function openIterator(state: KinesisState, iterator: string): ShardPosition {
  const [kind, sealedMs, streamName, shardId, second, place] = state.tokens.open(iterator) ?? [];
  if (kind !== KIND) throw invalidArgument('Invalid ShardIterator.');
  requireFresh(Number(sealedMs), state.now());
  return {
    streamName: String(streamName),
    shardId: String(shardId),
    shardCreatedSecond: Number(second),
    place: Number(place),
  };
}

function requireFresh(sealedMs: number, nowMs: number): void {
  if (nowMs - sealedMs <= TOKEN_LIFETIME_MS) return;
  throw new AwsError(
    'ExpiredIteratorException',
    `Iterator expired. The iterator was created at time ${javaDate(sealedMs)} while right now it is ${javaDate(nowMs)} which is further in the future than the tolerated delay of ${TOKEN_LIFETIME_MS} milliseconds.`,
  );
}

/** `Thu Jan 22 01:22:02 UTC 2015`, from `Thu, 22 Jan 2015 01:22:02 GMT`. */
function javaDate(ms: number): string {
  const [weekday, day, month, year, time] = new Date(ms).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
