import type { DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { validationError } from '../errors.ts';
import { resourceFacts } from '../facts.ts';
import { stackNameOrId } from '../rules.ts';

export const describeStackResource = define<DescribeStackResourceCommand>({
  rules: { StackName: stackNameOrId },
  run({ StackName, LogicalResourceId }, { state }) {
    const stack = state.get(StackName, () =>
      validationError(`Stack '${StackName}' does not exist`),
    );
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
