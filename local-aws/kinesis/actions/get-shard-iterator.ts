import type { GetShardIteratorInput, GetShardIteratorOutput } from '@aws-sdk/client-kinesis';
import { type Conformed, defineAction } from '../../action.ts';
import { invalidArgument, rateExceeded } from '../errors.ts';
import { findShardToRead } from '../find-shard.ts';
import { SEQUENCE_NUMBER, SHARD_ID, STREAM } from '../rules.ts';
import { parseSequenceNumber } from '../sequence-number.ts';
import { type Shard, shardIdOf } from '../shard.ts';
import { sealIterator } from '../shard-iterator.ts';
import type { KinesisState } from '../state.ts';
import type { Stream } from '../stream.ts';

type Input = Conformed<GetShardIteratorInput>;

export const getShardIterator = defineAction<
  KinesisState,
  GetShardIteratorInput,
  GetShardIteratorOutput
>({
  rules: {
    ...STREAM,
    ShardId: SHARD_ID,
    ShardIteratorType: {
      values: [
        'AFTER_SEQUENCE_NUMBER',
        'LATEST',
        'AT_TIMESTAMP',
        'AT_SEQUENCE_NUMBER',
        'TRIM_HORIZON',
      ],
    },
    StartingSequenceNumber: SEQUENCE_NUMBER,
  },
  unsupported: ['StreamId', 'DryRun'],
  run(input, { state }) {
    const { stream, shard } = findShardToRead(state, input, input.ShardId);
    const place = startingPlace(input, stream, shard);
    if (!shard.iterators.admit(stream.now())) throw rateExceeded(shard.id, stream);
    return { ShardIterator: sealIterator(state, stream, shard, place) };
  },
});

function startingPlace(input: Input, stream: Stream, shard: Shard): number {
  const { ShardIteratorType: type, StartingSequenceNumber: number } = input;
  if (type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER') {
    if (number === undefined) throw mismatched(`${type} and no StartingSequenceNumber`);
    return placeOf(number, stream, shard, type === 'AT_SEQUENCE_NUMBER' ? 0 : 1);
  }
  if (number !== undefined) throw mismatched(`${type} and also a StartingSequenceNumber`);
  if (type === 'AT_TIMESTAMP') return placeAtTime(input.Timestamp, stream, shard);
  return type === 'LATEST' ? shard.log.endPlace : shard.log.firstPlace;
}

/** `after` places behind the record with that sequence number; the end for one that is yet to come. */
function placeOf(text: string, stream: Stream, shard: Shard, after: number): number {
  const parts = parseSequenceNumber(text);
  const used = `StartingSequenceNumber ${text} used in GetShardIterator on shard ${shard.id} in stream ${stream.name} under account ${stream.account} is invalid`;
  if (parts === undefined) throw invalidArgument(`${used}.`);
  if (parts.shardNumber !== shard.number) {
    throw invalidArgument(
      `Invalid StartingSequenceNumber. It encodes ${shardIdOf(parts.shardNumber)}, while it was used in a call to a shard with ${shard.id}`,
    );
  }
  if (parts.shardCreatedSeconds !== shard.created.second) {
    throw invalidArgument(`${used} because it did not come from this stream.`);
  }
  return Math.min(Number(parts.place) + after, shard.log.endPlace);
}

function placeAtTime(time: Date | undefined, stream: Stream, shard: Shard): number {
  if (time === undefined) {
    throw invalidArgument(
      'Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.',
    );
  }
  const timeMs = time.getTime();
  const nowMs = stream.now();
  if (timeMs > nowMs) {
    throw invalidArgument(
      `The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: ${timeMs}, currentTimestampInMillis: ${nowMs}`,
    );
  }
  return shard.log.placeAt(timeMs);
}

function mismatched(specified: string) {
  return invalidArgument(
    `Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified ${specified}.`,
  );
}
