import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { defineCheck } from '../src/contract.ts';
import { NotYet } from '../src/errors.ts';
import { enabledShardMetrics, SHARD_LEVEL_METRICS } from '../src/stream/shard-level-metrics.ts';
import { expectStream } from '../src/stream/stream.ts';

export default [
  defineCheck({
    title: 'All seven shard-level metrics are on',
    remedy: (workshop) => `Run step 2: ${again(workshop, 'workshop', '--only 2')}`,
    expected: () => SHARD_LEVEL_METRICS.join(', '),
    command: ({ config, cloud }) =>
      `aws kinesis describe-stream-summary --stream-name ${config.names.stream} --query StreamDescriptionSummary.EnhancedMonitoring ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const stream = await expectStream(workshop, saw);
      const on = enabledShardMetrics(stream);
      const missing = SHARD_LEVEL_METRICS.filter((metric) => !on.includes(metric));
      saw(on.length === 0 ? 'none' : on.join(', '), {
        status: String(stream.StreamStatus),
        missing,
      });
      if (missing.length > 0 && stream.StreamStatus === 'UPDATING') {
        throw new NotYet('The stream is UPDATING');
      }
      assert.equal(missing, [], `Not on: ${missing.join(', ')}`);
    },
  }),
];
