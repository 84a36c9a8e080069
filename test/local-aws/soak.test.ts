import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import { cloudwatch } from '../../local-aws/cloudwatch/service.ts';
import { startLocalAws } from '../../local-aws/server.ts';
import { soak } from '../support/soak.ts';

/** Cloud time goes so many times as fast as real time: a minute in a few seconds. */
const PACE = 10;
const CLOUD_SECONDS = Number(process.env.SOAK_CLOUD_SECONDS ?? 60);

test('16 writers, 4 readers and a reshard for a minute lose nothing, double nothing, keep each key’s order', async () => {
  const startedMs = Date.now();
  const aws = await startLocalAws({
    clock: new Clock(() => startedMs + (Date.now() - startedMs) * PACE),
  });
  try {
    const { acknowledged, read, shardIds } = await soak({
      url: aws.url,
      cloudSeconds: CLOUD_SECONDS,
      readers: 4,
      sleepCloudSeconds: (seconds) => pause((seconds * 1000) / PACE),
    });
    const total = [...acknowledged.values()].reduce((sum, count) => sum + count, 0);
    // How many is up to the machine; that none is lost is not.
    assert.ok(total > 1_000, `only ${total} records were written`);
    assert.is(shardIds.length, 7);
    for (const [reader, numbers] of read.entries()) {
      for (const [key, count] of acknowledged) {
        const expected = Array.from({ length: count }, (_, number) => number);
        assert.equal(numbers.get(key) ?? [], expected, `reader ${reader}, ${key}`);
      }
      assert.is(numbers.size, acknowledged.size);
    }
    const { metrics } = aws.partition.state(cloudwatch, '123456789012', 'us-east-1');
    const counted = shardIds.map((shardId) => {
      const dimensions = { StreamName: 'soak', ShardId: shardId };
      const identity = { namespace: 'AWS/Kinesis', metricName: 'IncomingRecords', dimensions };
      const { minutes } = metrics.series(identity, 'Count');
      return [...minutes.values()].reduce((sum, { sum: records }) => sum + records, 0);
    });
    assert.is(
      counted.reduce((sum, count) => sum + count, 0),
      total,
    );
  } finally {
    await aws.stop();
  }
});

test.run();
