import { LOCAL } from '../contenders.ts';
import { perSecond, putRecords } from '../records.ts';
import { makeStream, subjectOf } from '../subject.ts';
import { defineRow } from '../types.ts';

const STREAM = 'bench-fill';
const RECORDS = 2_000_000;
const TENTHS = 10;
const IN_FLIGHT = 4;

/** Whether a stream slows down as it fills. */
export const fillRow = defineRow({
  name: 'Filling, the rate of the last tenth of 2 million records as a part of the first',
  better: 'more',
  rounds: 1,
  measures: ({ name }) => name === LOCAL,
  async measure({ contender }) {
    const running = await contender.start();
    try {
      const subject = subjectOf(contender, running);
      await makeStream(subject, STREAM, contender.shardCount);
      const count = RECORDS / TENTHS;
      const warmUp = { count: contender.recordsPerRound, inFlight: IN_FLIGHT };
      await putRecords(subject, STREAM, warmUp);
      const rates: number[] = [];
      for (let tenth = 0; tenth < TENTHS; tenth += 1) {
        const fill = () => putRecords(subject, STREAM, { count, inFlight: IN_FLIGHT });
        rates.push(await perSecond(count, fill));
      }
      return (rates.at(-1) ?? Number.NaN) / (rates[0] ?? Number.NaN);
    } finally {
      await running.stop();
    }
  },
});
