import { execFileSync } from 'node:child_process';
import { LOCAL_HTTP1 } from '../contenders.ts';
import { putRecords } from '../records.ts';
import { makeStream, subjectOf } from '../subject.ts';
import { defineRow } from '../types.ts';

const STREAM = 'bench-memory';
const RECORDS = 1_000_000;
const IN_FLIGHT = 4;
/** Of a round: a slower one would take minutes for a million. */
const FAST_ENOUGH_RECORDS = 20_000;
const KIB_PER_MB = 1000 ** 2 / 1024;

export const memoryRow = defineRow({
  name: 'Memory, MB of a process that holds a million records of 100 bytes',
  better: 'less',
  rounds: 1,
  measures: ({ name, serves, recordsPerRound }) =>
    name !== LOCAL_HTTP1 && serves.includes('kinesis') && recordsPerRound >= FAST_ENOUGH_RECORDS,
  async measure({ contender }) {
    const running = await contender.start();
    try {
      const subject = subjectOf(contender, running);
      await makeStream(subject, STREAM, contender.shardCount);
      await putRecords(subject, STREAM, { count: RECORDS, inFlight: IN_FLIGHT });
      return residentMegabytes(running.processId);
    } finally {
      await running.stop();
    }
  },
});

function residentMegabytes(processId: number): number {
  const kib = execFileSync('ps', ['-o', 'rss=', '-p', String(processId)], { encoding: 'utf8' });
  return Number(kib) / KIB_PER_MB;
}
