import { ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { LOCAL_HTTP1 } from '../contenders.ts';
import { subjectOf } from '../subject.ts';
import { defineRow } from '../types.ts';

/** From the start of the process to the first answer that an SDK gets. */
export const startUpRow = defineRow({
  name: 'Start-up, ms to the first answer',
  better: 'less',
  rounds: 5,
  measures: ({ name, serves }) => name !== LOCAL_HTTP1 && serves.includes('kinesis'),
  async measure({ contender }) {
    const startedAt = performance.now();
    const running = await contender.start();
    try {
      await subjectOf(contender, running).kinesis.send(new ListStreamsCommand({}));
      return performance.now() - startedAt;
    } finally {
      await running.stop();
    }
  },
});
