import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  type DescribeStreamSummaryOutput,
  EnableEnhancedMonitoringCommand,
  IncreaseStreamRetentionPeriodCommand,
  type StreamDescriptionSummary,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import checks from '../../checks/02-enable-metrics.ts';
import type { Workshop } from '../../src/contract.ts';
import nearMisses from '../../src/near-misses/worlds/02-enable-metrics.ts';
import { describeStream } from '../../src/stream/stream.ts';
import deploy from '../../steps/01-deploy.ts';
import step from '../../steps/02-enable-metrics.ts';
import { testNearMisses } from '../support/near-misses.ts';
import { runStep, undoStep, verdicts, withWorkshop } from '../support/workshop.ts';

const StreamName = 'hot-shard-data-stream';
const TITLE = 'All seven shard-level metrics are on';

test('Without a stream the check fails and names step 1’s stream', async () => {
  await withWorkshop(async (workshop) => {
    assert.equal(await verdicts(checks, workshop), {
      [TITLE]: `FAIL: Stream ${StreamName} does not exist in us-east-1: step 1 deploys it.`,
    });
  });
});

test('Before the step the check names all seven as missing', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    assert.equal(await verdicts(checks, workshop), {
      [TITLE]:
        'FAIL: Not on: IncomingBytes, IncomingRecords, IteratorAgeMilliseconds, OutgoingBytes, OutgoingRecords, ReadProvisionedThroughputExceeded, WriteProvisionedThroughputExceeded',
    });
  });
});

test('After the step, run once or twice, the seven are on', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    assert.is((await runStep(step, workshop))[0], '0 shard-level metrics were on, 7 are wanted');
    assert.equal(await verdicts(checks, workshop), { [TITLE]: 'PASS' });
    assert.is((await runStep(step, workshop))[0], '7 shard-level metrics were on, 7 are wanted');
    assert.equal(await verdicts(checks, workshop), { [TITLE]: 'PASS' });
  });
});

testNearMisses(test, nearMisses);

test('A stream that is UPDATING towards the seven is NOT YET', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    await workshop.cloud.kinesis.send(
      new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
    );
    assert.equal(await verdicts(checks, workshop), { [TITLE]: 'NOT YET: The stream is UPDATING' });
  });
});

test('The seven are on, too, while the stream is UPDATING for something else', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    await runStep(step, workshop);
    await workshop.cloud.kinesis.send(
      new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: 48 }),
    );
    assert.is((await describeStream(workshop))?.StreamStatus, 'UPDATING');
    assert.equal(await verdicts(checks, workshop), { [TITLE]: 'PASS' });
  });
});

test('The step waits out a change that somebody else began', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    await workshop.cloud.kinesis.send(
      new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours: 48 }),
    );
    assert.is((await describeStream(workshop))?.StreamStatus, 'UPDATING');
    await runStep(step, workshop);
    assert.equal(await verdicts(checks, workshop), { [TITLE]: 'PASS' });
  });
});

test('The step and its undo wait for a description that lags behind the change', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    describeLate(workshop);
    assert.match((await runStep(step, workshop)).at(-1) ?? '', /^On: IncomingBytes, .*Exceeded$/);
    assert.equal(await verdicts(checks, workshop), { [TITLE]: 'PASS' });
    await undoStep(step, workshop);
    const off = await describeStream(workshop);
    assert.equal(off?.EnhancedMonitoring?.[0]?.ShardLevelMetrics, []);
  });
});

test('Metrics that never come on end the step at its deadline', async () => {
  await withWorkshop(async (workshop) => {
    await runStep(deploy, workshop);
    describeLate(workshop, Infinity);
    try {
      await runStep(step, workshop);
      assert.unreachable('no metric is on');
    } catch (error) {
      assert.is(
        String(error),
        `WorkshopError: Waited 300 s for stream ${StreamName} to become ACTIVE with 7 shard-level metrics on`,
      );
    }
  });
});

test('Undo switches all of them off, and does nothing without a stream', async () => {
  await withWorkshop(async (workshop) => {
    assert.equal(await undoStep(step, workshop), []);
    await runStep(deploy, workshop);
    await runStep(step, workshop);
    assert.equal(await undoStep(step, workshop), [`Shard-level metrics of ${StreamName} are off`]);
    const stream = await describeStream(workshop);
    assert.equal(stream?.EnhancedMonitoring?.[0]?.ShardLevelMetrics, []);
    assert.equal(await undoStep(step, workshop), []);
  });
});

test('Undo leaves the metrics of a stream alone that belongs to somebody else’s stack', async () => {
  await withWorkshop(async (workshop) => {
    const { cloudformation } = workshop.cloud;
    const Properties = { Name: StreamName, ShardCount: 1, DesiredShardLevelMetrics: ['ALL'] };
    const Resources = { Stream: { Type: 'AWS::Kinesis::Stream', Properties } };
    const TemplateBody = JSON.stringify({ Resources });
    await cloudformation.send(new CreateStackCommand({ StackName: 'theirs', TemplateBody }));
    await workshop.cloud.sleep(60);
    assert.equal(await undoStep(step, workshop), [
      `Stream ${StreamName} belongs to stack theirs: its metrics are left on`,
    ]);
    assert.equal(await verdicts(checks, workshop), { [TITLE]: 'PASS' });
  });
});

/** After each change the stream is described as it was before, ACTIVE, for some more times. */
function describeLate({ cloud }: Workshop, times = 3): void {
  let before: StreamDescriptionSummary | undefined;
  let left = 0;
  cloud.kinesis.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        if (/EnhancedMonitoring/.test(commandName)) left = times;
        const output = result.output as DescribeStreamSummaryOutput;
        if (commandName !== 'DescribeStreamSummaryCommand') return result;
        if (left > 0 && before !== undefined) {
          left -= 1;
          output.StreamDescriptionSummary = before;
        } else {
          before = output.StreamDescriptionSummary;
        }
        return result;
      },
    { step: 'initialize', name: 'describeLate' },
  );
}

test.run();
