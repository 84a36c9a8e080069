import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { whole } from '../aws/whole.ts';
import type { Cloud } from '../contract.ts';
import { isNoSuchStack } from './stack.ts';

/** States in which a resource belongs to its stack no longer. */
const NO_MORE = ['DELETE_COMPLETE', 'DELETE_SKIPPED'];

/** The stack that a stream, a dashboard or an alarm of this name belongs to; undefined for none. */
export async function stackOf(cloud: Cloud, physicalId: string): Promise<string | undefined> {
  try {
    const answer = await cloud.cloudformation.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: physicalId }),
    );
    return whole('DescribeStackResources', answer, 'StackResources').StackResources.find(
      ({ PhysicalResourceId, ResourceStatus }) =>
        PhysicalResourceId === physicalId && !NO_MORE.includes(String(ResourceStatus)),
    )?.StackName;
  } catch (error) {
    if (isNoSuchStack(error)) return undefined;
    throw error;
  }
}
