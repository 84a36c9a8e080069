import type { DescribeStacksInput, DescribeStacksOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { noStackWithId } from '../errors.ts';
import { page } from '../paging.ts';
import { nextToken, stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';
import { describedStack } from '../views/described-stack.ts';

const PAGE_SIZE = 100;

export const describeStacks = defineAction<
  CloudFormationState,
  DescribeStacksInput,
  DescribeStacksOutput
>({
  rules: { StackName: stackNameOrId, NextToken: nextToken },
  run({ StackName, NextToken }, { state }) {
    if (StackName !== undefined) {
      const stack = state.find(StackName);
      if (stack === undefined) throw noStackWithId(StackName);
      return { Stacks: [describedStack(stack)] };
    }
    // newest first, and deleted ones only by their id
    const stacks = [...state.stacks.values()].filter((stack) => !stack.isDeleted).reverse();
    const { items, ...next } = page(stacks, PAGE_SIZE, NextToken, ({ id }) => id);
    return { Stacks: items.map(describedStack), ...next };
  },
});
