import { PutRecordCommand } from '@aws-sdk/client-kinesis';
import { DATA, inTurn, nextKey, perSecond } from '../records.ts';
import { makeStream } from '../subject.ts';
import { defineRow } from '../types.ts';

const STREAM = 'bench';
const IN_FLIGHT = 16;
/** As a part of the records of a round of PutRecords. */
const CALLS_PER_RECORD = 1 / 75;
const FEWEST_CALLS = 100;

export const putRecordRow = defineRow({
  name: `PutRecord, calls/s, ${IN_FLIGHT} in flight`,
  better: 'more',
  rounds: 5,
  measures: ({ serves }) => serves.includes('kinesis') || serves.includes('canned'),
  prepare: (subject) => makeStream(subject, STREAM, subject.contender.shardCount),
  measure({ kinesis, contender }) {
    const calls = Math.max(FEWEST_CALLS, Math.ceil(contender.recordsPerRound * CALLS_PER_RECORD));
    return perSecond(calls, () =>
      inTurn(calls, IN_FLIGHT, async () => {
        await kinesis.send(
          new PutRecordCommand({ StreamName: STREAM, Data: DATA, PartitionKey: nextKey() }),
        );
      }),
    );
  },
});
