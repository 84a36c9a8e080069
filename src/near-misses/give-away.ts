import { UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { describeStack } from '../stack/stack.ts';
import type { World } from './world.ts';

/** Puts somebody else's tag on a stack in place of the workshop's. */
export async function giveAway(world: World, name: string): Promise<void> {
  const stack = await describeStack(world, name);
  await world.cloud.cloudformation.send(
    new UpdateStackCommand({
      StackName: name,
      UsePreviousTemplate: true,
      Capabilities: ['CAPABILITY_IAM'],
      Parameters: stack?.Parameters?.map(({ ParameterKey }) => ({
        ParameterKey,
        UsePreviousValue: true,
      })),
      Tags: [{ Key: 'owner', Value: 'someone else' }],
    }),
  );
  await world.cloud.sleep(60);
}
