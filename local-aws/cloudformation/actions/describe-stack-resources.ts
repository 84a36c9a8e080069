import type { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { InputOf } from '../../action.ts';
import { define } from '../define.ts';
import { validationError } from '../errors.ts';
import { resourceFacts } from '../facts.ts';
import { stackNameOrId } from '../rules.ts';
import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';

/** Source: DescribeStackResources, "only the first 100 will be returned". */
const MOST = 100;

export const describeStackResources = define<DescribeStackResourcesCommand>({
  rules: { StackName: stackNameOrId },
  run(input, { state }) {
    const { LogicalResourceId: wanted } = input;
    const stack = findStack(state, input);
    const resources = [...stack.resources.values()].filter(
      ({ logicalId }) => wanted === undefined || logicalId === wanted,
    );
    if (wanted !== undefined && resources.length === 0) {
      throw validationError(`Resource ${wanted} does not exist for stack ${stack.name}`);
    }
    return {
      StackResources: resources.slice(0, MOST).map((resource) => ({
        StackName: stack.name,
        StackId: stack.id,
        Timestamp: new Date(resource.changedMs),
        ...resourceFacts(resource),
      })),
    };
  },
});

function findStack(
  state: CloudFormationState,
  { StackName, PhysicalResourceId: physicalId }: InputOf<DescribeStackResourcesCommand>,
): Stack {
  if (StackName !== undefined && physicalId !== undefined) {
    throw validationError('You cannot specify both StackName and PhysicalResourceId');
  }
  if (StackName !== undefined) return state.get(StackName);
  if (physicalId === undefined) {
    throw validationError('You must specify either StackName or PhysicalResourceId');
  }
  const found = state.livingStacks.find((stack) =>
    [...stack.resources.values()].some((resource) => resource.physicalId === physicalId),
  );
  if (found !== undefined) return found;
  throw validationError(`Stack for ${physicalId} does not exist`);
}
