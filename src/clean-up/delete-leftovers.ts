import { DeleteAlarmsCommand, DeleteDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { DeleteStreamCommand, ResourceInUseException } from '@aws-sdk/client-kinesis';
import type { Tell, Workshop } from '../contract.ts';
import { poll } from '../poll.ts';
import { deleteStack } from '../stack/deploy-stack.ts';
import { isOurs } from '../stack/stack.ts';
import { stackOf } from '../stack/stack-owner.ts';
import { describeStreamOf } from '../stream/stream.ts';
import { toldIfFailed } from '../told-if-failed.ts';
import { leftAlarms, leftDashboard, leftStacks, leftStreams } from './leftovers.ts';

/**
 * Deletes the stacks that carry the workshop's tag, under any name; then the alarms, the dashboard
 * and the streams that carry its name or tag and are in no stack: made by hand, or left by a stack
 * that was told to keep them. Waits until they are gone.
 */
export async function deleteLeftovers(workshop: Workshop, tell: Tell): Promise<void> {
  const { cloudwatch } = workshop.cloud;
  await toldIfFailed(workshop, tell, async () => {
    for (const stack of await leftStacks(workshop)) {
      if (!isOurs(workshop, stack)) continue;
      await deleteStack(workshop, String(stack.StackName), tell);
    }
  });
  await toldIfFailed(workshop, tell, async () => {
    for (const name of await leftAlarms(workshop)) {
      if (await isInAStack(workshop, `Alarm ${name}`, name, tell)) continue;
      await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
      tell({ kind: 'fact', text: `Alarm ${name} was in no stack: it is deleted` });
    }
  });
  await toldIfFailed(workshop, tell, async () => {
    const name = await leftDashboard(workshop);
    if (name === undefined) return;
    if (await isInAStack(workshop, `Dashboard ${name}`, name, tell)) return;
    await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [name] }));
    tell({ kind: 'fact', text: `Dashboard ${name} was in no stack: it is deleted` });
  });
  await toldIfFailed(workshop, tell, async () => {
    for (const { StreamName: name = '' } of await leftStreams(workshop)) {
      if (await isInAStack(workshop, `Stream ${name}`, name, tell)) continue;
      await deleteStream(workshop, name, tell);
      tell({ kind: 'fact', text: `Stream ${name} was in no stack: it is deleted` });
    }
  });
}

/** A stack that is still there is somebody else's, or could not be deleted: its own stay with it. */
async function isInAStack(
  workshop: Workshop,
  what: string,
  physicalId: string,
  tell: Tell,
): Promise<boolean> {
  const stack = await stackOf(workshop.cloud, physicalId);
  if (stack === undefined) return false;
  tell({ kind: 'fact', text: `${what} belongs to stack ${stack}: it is left alone` });
  return true;
}

/** From any state: Kinesis deletes only a stream that is ACTIVE. */
async function deleteStream(workshop: Workshop, name: string, tell: Tell): Promise<void> {
  const { cloud, config } = workshop;
  await poll(
    cloud,
    async (notThere) => {
      const stream = await describeStreamOf(cloud, name);
      if (stream === undefined) return 'gone';
      if (stream.StreamStatus === 'ACTIVE') {
        await cloud.kinesis
          .send(new DeleteStreamCommand({ StreamName: name, EnforceConsumerDeletion: true }))
          .catch((error: unknown) => {
            // somebody else's change came in between
            if (!(error instanceof ResourceInUseException)) throw error;
          });
      }
      return notThere(`Stream ${name} is ${stream.StreamStatus}, not yet gone`);
    },
    {
      what: `stream ${name} to be gone`,
      everySeconds: config.pollSeconds,
      withinSeconds: config.deadlines.streamSeconds,
      tell,
    },
  );
}
