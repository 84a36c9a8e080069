import type {
  PutRecordsInput,
  PutRecordsOutput,
  PutRecordsResultEntry,
} from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { invalidArgument, RATE_EXCEEDED, rateExceededMessage } from '../errors.ts';
import { PUT_RECORDS_BYTES } from '../limits.ts';
import { keyBytesOf, type RecordToPut, requireRecords, requireSize, shardFor } from '../put.ts';
import { STREAM } from '../rules.ts';
import type { Shard } from '../shard.ts';
import type { KinesisState } from '../state.ts';
import type { Stream } from '../stream.ts';

/** A record on its way, with what was found out about it. */
interface Placed {
  readonly record: RecordToPut;
  readonly keyBytes: number;
  readonly shard: Shard;
}

export const putRecords = defineAction<KinesisState, PutRecordsInput, PutRecordsOutput>({
  rules: { ...STREAM, Records: { minLength: 1, maxLength: 500 } },
  unsupported: ['StreamId', 'DryRun'],
  changes: 'data',
  run(input, { state }) {
    requireRecords(input.Records);
    const stream = state.servingStream(input);
    const nowMs = stream.now();
    const placed = place(stream, input.Records);
    stream.keepHouse(nowMs);

    const results: PutRecordsResultEntry[] = [];
    const touched: Shard[] = [];
    let stored = 0;
    let storedBytes = 0;
    for (const { record, keyBytes, shard } of placed) {
      if (shard.isUntouched) touched.push(shard);
      const number = shard.put(record.PartitionKey ?? '', keyBytes, record.Data, nowMs);
      if (number === undefined) {
        const message = rateExceededMessage(shard.id, stream);
        results.push({ ErrorCode: RATE_EXCEEDED, ErrorMessage: message });
        continue;
      }
      results.push({ SequenceNumber: number, ShardId: shard.id });
      stored++;
      storedBytes += keyBytes + record.Data.byteLength;
    }
    const refused = results.length - stored;
    for (const shard of touched) shard.publishPuts(nowMs);
    stream.metrics.putRecords({ stored, storedBytes, refused }, nowMs);
    return { FailedRecordCount: refused, Records: results };
  },
});

/** Finds each record's shard; whatever is wrong with any of them refuses the whole request. */
function place(stream: Stream, records: readonly RecordToPut[]): Placed[] {
  let totalBytes = 0;
  const placed = records.map((record, index) => {
    const keyBytes = keyBytesOf(record);
    const bytes = keyBytes + record.Data.byteLength;
    totalBytes += bytes;
    requireSize(stream, bytes, index);
    return { record, keyBytes, shard: shardFor(stream, record, index) };
  });
  if (totalBytes > PUT_RECORDS_BYTES) {
    throw invalidArgument(`Records size exceeds ${PUT_RECORDS_BYTES / 1024 / 1024} MB limit`);
  }
  return placed;
}
