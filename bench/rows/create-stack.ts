import { randomUUID } from 'node:crypto';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { milliseconds } from '../records.ts';
import { defineRow, type Subject } from '../types.ts';

const TEMPLATE = JSON.stringify({
  Resources: { Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 4 } } },
});
/** As the SDK's own waiter does it. */
const STATUS_ASKED_EVERY_SECONDS = 30;

/**
 * A stack with a stream, from the first call to the answer that says that it is complete. The local
 * AWS takes its time as AWS does, but in cloud time, which a client may move forward: so it is done
 * here, as the workshop does it.
 */
export const createStackRow = defineRow({
  name: 'CreateStack, ms until a stack with a stream of 4 shards is complete',
  better: 'less',
  rounds: 7,
  measures: ({ serves }) => serves.includes('cloudformation'),
  async measure(subject) {
    const StackName = `bench-${randomUUID()}`;
    const { cloudformation } = subject;
    const took = await milliseconds(async () => {
      await cloudformation.send(new CreateStackCommand({ StackName, TemplateBody: TEMPLATE }));
      do {
        await letCloudTimePass(subject, STATUS_ASKED_EVERY_SECONDS);
      } while (!(await isComplete(subject, StackName)));
    });
    await cloudformation.send(new DeleteStackCommand({ StackName }));
    return took;
  },
});

async function isComplete({ cloudformation, contender }: Subject, StackName: string) {
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  const status = Stacks?.[0]?.StackStatus;
  if (status === 'CREATE_COMPLETE') return true;
  if (status === 'CREATE_IN_PROGRESS') return false;
  throw new Error(`${contender.name} left the stack in ${status}`);
}

/** On a server that takes no time for a stack there is none to pass. */
async function letCloudTimePass(
  { running, contender }: Subject,
  advanceSeconds: number,
): Promise<void> {
  if (contender.timeLapse !== true) return;
  const { ok } = await fetch(`${running.url}/_local/clock`, {
    method: 'POST',
    body: JSON.stringify({ advanceSeconds }),
  });
  if (!ok) throw new Error('The clock can not be moved');
}
