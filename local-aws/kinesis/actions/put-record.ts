import type { PutRecordInput, PutRecordOutput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { invalidArgument, rateExceeded } from '../errors.ts';
import { keyBytesOf, requireRecord, requireSize, shardFor } from '../put.ts';
import { SEQUENCE_NUMBER, STREAM } from '../rules.ts';
import { parseSequenceNumber } from '../sequence-number.ts';
import type { KinesisState } from '../state.ts';
import type { Stream } from '../stream.ts';

export const putRecord = defineAction<KinesisState, PutRecordInput, PutRecordOutput>({
  rules: { ...STREAM, SequenceNumberForOrdering: SEQUENCE_NUMBER },
  unsupported: ['StreamId', 'DryRun'],
  changes: 'data',
  run(input, { state }) {
    requireRecord(input);
    const stream = state.servingStream(input);
    const nowMs = stream.now();
    const keyBytes = keyBytesOf(input);
    const bytes = keyBytes + input.Data.byteLength;
    requireSize(stream, bytes);
    requireOrdering(stream, input.SequenceNumberForOrdering, nowMs);
    const shard = shardFor(stream, input);
    stream.keepHouse(nowMs);

    const sequenceNumber = shard.put(input.PartitionKey ?? '', keyBytes, input.Data, nowMs);
    shard.publishPuts(nowMs);
    if (sequenceNumber === undefined) {
      stream.metrics.putRecord({ stored: 0, storedBytes: 0, refused: 1 }, nowMs);
      throw rateExceeded(shard.id, stream);
    }
    stream.metrics.putRecord({ stored: 1, storedBytes: bytes, refused: 0 }, nowMs);
    return { ShardId: shard.id, SequenceNumber: sequenceNumber };
  },
});

/** Numbers always grow here: all there is to do is to refuse one that AWS can not have given. */
function requireOrdering(stream: Stream, after: string | undefined, nowMs: number): void {
  if (after === undefined) return;
  const parts = parseSequenceNumber(after);
  if (parts !== undefined && parts.second * 1000 <= nowMs) return;
  throw invalidArgument(
    `ExclusiveMinimumSequenceNumber ${after} used in PutRecord on stream ${stream.name} under account ${stream.account} is invalid.`,
  );
}
