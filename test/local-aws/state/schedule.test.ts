import type { DescribeStacksOutput } from '@aws-sdk/client-cloudformation';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Life, START_MS, withFolder } from './support.ts';

/** A stack that ends itself an hour after `START_MS`. */
const TEMPLATE = JSON.stringify({
  Resources: {
    Expiry: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'at(2027-01-15T09:00:00)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: 'arn:aws:scheduler:::aws-sdk:cloudformation:deleteStack',
          RoleArn: 'arn:aws:iam::123456789012:role/expiry',
          Input: '{"StackName":"one"}',
        },
      },
    },
  },
});

async function status(life: Life, StackName: string): Promise<string | undefined> {
  const { Stacks } = await life.call<DescribeStacksOutput>('DescribeStacks', { StackName });
  return Stacks?.[0]?.StackStatus;
}

test('A schedule outlives its process, and does in the next life what is due by then', async () => {
  await withFolder(async (folder) => {
    const first = await Life.begin(folder);
    const input = { StackName: 'one', TemplateBody: TEMPLATE };
    const { StackId } = await first.call<{ StackId: string }>('CreateStack', input);
    await first.pass(60);
    assert.is(await status(first, StackId), 'CREATE_COMPLETE');
    await first.end();

    const second = await Life.begin(folder, { realMs: START_MS + 50 * 60_000 });
    assert.is(await status(second, StackId), 'CREATE_COMPLETE');
    await second.pass(30);
    await second.end();

    // cloud time is a minute and a half ahead of real time
    const third = await Life.begin(folder, { realMs: START_MS + 58.6 * 60_000 });
    assert.is(await status(third, StackId), 'DELETE_COMPLETE');
    await third.end();
  });
});

test.run();
