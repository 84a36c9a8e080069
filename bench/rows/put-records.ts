import { perSecond, putRecords } from '../records.ts';
import { makeStream } from '../subject.ts';
import { defineRow, type Row } from '../types.ts';

const STREAM = 'bench';

/** 500 records of 100 bytes a request. */
function putRecordsRow(inFlight: number): Row {
  return defineRow({
    name: `PutRecords, records/s, ${inFlight} in flight`,
    better: 'more',
    rounds: 5,
    measures: ({ serves }) => serves.includes('kinesis') || serves.includes('canned'),
    prepare: (subject) => makeStream(subject, STREAM, subject.contender.shardCount),
    measure(subject) {
      const count = subject.contender.recordsPerRound;
      return perSecond(count, () => putRecords(subject, STREAM, { count, inFlight }));
    },
  });
}

export const putRecordsOne = putRecordsRow(1);
export const putRecordsFour = putRecordsRow(4);
