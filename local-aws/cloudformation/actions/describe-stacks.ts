import type {
  Stack as DescribedStack,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { filled, shownParameters, stackFacts } from '../facts.ts';
import { page } from '../paging.ts';
import { nextToken, stackNameOrId } from '../rules.ts';
import type { Stack } from '../stack.ts';

export const describeStacks = define<DescribeStacksCommand>({
  rules: { StackName: stackNameOrId, NextToken: nextToken },
  run({ StackName, NextToken }, { state }) {
    if (StackName !== undefined) return { Stacks: [described(state.get(StackName))] };
    // newest first, and deleted ones only by their id
    const { items, ...next } = page(state.livingStacks.reverse(), NextToken, ({ id }) => id);
    return { Stacks: items.map(described), ...next };
  },
});

function described(stack: Stack): DescribedStack {
  const { deployment, isDeleted } = stack;
  return {
    ...stackFacts(stack),
    ChangeSetId: stack.changeSetId,
    Description: deployment?.template.description,
    Parameters: shownParameters(deployment),
    RollbackConfiguration: {},
    DisableRollback: stack.onFailure === 'DO_NOTHING',
    NotificationARNs: [],
    Capabilities: filled(deployment?.capabilities),
    Outputs: isDeleted ? undefined : filled(stack.outputs),
    Tags: [...(deployment?.tags ?? [])],
    // AWS leaves this out of a stack that is gone
    EnableTerminationProtection: isDeleted ? undefined : stack.terminationProtection,
  };
}
