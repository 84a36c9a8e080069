import type {
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { noStackWithId, validationError } from '../errors.ts';
import { stackNameOrId } from '../rules.ts';
import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { describedResource } from '../views/described-resource.ts';

/** Source: DescribeStackResources, "only the first 100 will be returned". */
const MOST = 100;

export const describeStackResources = defineAction<
  CloudFormationState,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput
>({
  rules: { StackName: stackNameOrId },
  run({ StackName, LogicalResourceId, PhysicalResourceId }, { state }) {
    const stack = findStack(state, StackName, PhysicalResourceId);
    const resources = [...stack.resources.values()].filter(
      ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
    );
    if (LogicalResourceId !== undefined && resources.length === 0) {
      throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
    }
    const shown = resources.slice(0, MOST);
    return { StackResources: shown.map((resource) => describedResource(stack, resource)) };
  },
});

function findStack(
  state: CloudFormationState,
  nameOrId: string | undefined,
  physicalId: string | undefined,
): Stack {
  if (nameOrId !== undefined && physicalId !== undefined) {
    throw validationError('You cannot specify both StackName and PhysicalResourceId');
  }
  if (nameOrId !== undefined) {
    const stack = state.find(nameOrId);
    if (stack === undefined) throw noStackWithId(nameOrId);
    return stack;
  }
  if (physicalId === undefined) {
    throw validationError('You must specify either StackName or PhysicalResourceId');
  }
  for (const stack of state.stacks.values()) {
    if (stack.isDeleted) continue;
    for (const resource of stack.resources.values()) {
      if (resource.physicalId === physicalId) return stack;
    }
  }
  throw validationError(`Stack for ${physicalId} does not exist`);
}
