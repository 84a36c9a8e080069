import type {
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { validationError } from '../errors.ts';
import { stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';
import { resourceFacts } from '../views/described-resource.ts';

export const describeStackResource = defineAction<
  CloudFormationState,
  DescribeStackResourceInput,
  DescribeStackResourceOutput
>({
  rules: { StackName: stackNameOrId },
  run({ StackName, LogicalResourceId }, { state }) {
    const stack = state.find(StackName);
    if (stack === undefined) throw validationError(`Stack '${StackName}' does not exist`);
    const resource = stack.resources.get(LogicalResourceId);
    if (resource === undefined) {
      throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
    }
    return {
      StackResourceDetail: {
        StackName: stack.name,
        StackId: stack.id,
        LastUpdatedTimestamp: new Date(resource.changedMs),
        ...resourceFacts(resource),
        Metadata: JSON.stringify(resource.declaration.metadata ?? {}),
      },
    };
  },
});
