import type { GetRecordsInput, GetRecordsOutput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { describeHashKeyRange } from '../descriptions.ts';
import { rateExceeded } from '../errors.ts';
import { findShardToRead } from '../find-shard.ts';
import { GET_RECORDS } from '../limits.ts';
import { BY_ARN, PAGE } from '../rules.ts';
import type { StoredRecord } from '../segment.ts';
import { SequenceCounter } from '../sequence-number.ts';
import type { Shard } from '../shard.ts';
import { openIterator, sealIterator } from '../shard-iterator.ts';
import type { KinesisState } from '../state.ts';

export const getRecords = defineAction<KinesisState, GetRecordsInput, GetRecordsOutput>({
  rules: { ShardIterator: { minLength: 1, maxLength: 512 }, Limit: PAGE, ...BY_ARN },
  unsupported: ['StreamId', 'DryRun'],
  run(input, { state }) {
    const position = openIterator(state, input.ShardIterator);
    const naming = { ...input, StreamName: position.streamName };
    const { stream, shard } = findShardToRead(state, naming, position.shardId);
    const nowMs = stream.now();
    if (!shard.reads.admit(nowMs)) {
      stream.metrics.getRecordsRefused(nowMs);
      shard.metrics.getRefused(nowMs);
      throw rateExceeded(shard.id, stream);
    }

    // The iterator of an earlier stream of that name comes before all that this one holds.
    const isOfThisShard = position.shardCreatedSecond === shard.created.second;
    const from = Math.max(isOfThisShard ? position.place : 0, shard.log.firstPlace);
    const records = shard.log.read(from, input.Limit ?? GET_RECORDS.records, GET_RECORDS.bytes);
    const next = from + records.length;
    const bytes = records.reduce((sum, record) => sum + record.bytes, 0);
    const behindMs = millisBehind(shard, records.at(-1), next, nowMs);
    shard.reads.spend(bytes);
    stream.metrics.getRecords(records.length, bytes, behindMs, nowMs);
    shard.metrics.get(records.length, bytes, behindMs, nowMs);

    const isAtItsEnd = shard.closedMs !== undefined && next >= shard.log.endPlace;
    return {
      Records: written(shard, records),
      MillisBehindLatest: behindMs,
      ...(isAtItsEnd
        ? { ChildShards: shard.children.map(childShard) }
        : { NextShardIterator: sealIterator(state, stream, shard, next) }),
    };
  },
});

/** How long ago the last record of the answer came; 0 when there is none behind it. */
function millisBehind(
  shard: Shard,
  last: StoredRecord | undefined,
  next: number,
  nowMs: number,
): number {
  if (last === undefined || next >= shard.log.endPlace) return 0;
  return Math.max(0, nowMs - last.arrivedMs);
}

function written(shard: Shard, records: readonly StoredRecord[]) {
  const counter = new SequenceCounter(shard.numbers);
  return records.map(({ place, arrivedMs, partitionKey, data }) => ({
    SequenceNumber: counter.at(place, arrivedMs),
    ApproximateArrivalTimestamp: new Date(arrivedMs),
    Data: data,
    ...(partitionKey !== undefined && { PartitionKey: partitionKey }),
  }));
}

function childShard(child: Shard) {
  return {
    ShardId: child.id,
    ParentShards: child.parents.map(({ id }) => id),
    HashKeyRange: describeHashKeyRange(child),
  };
}
