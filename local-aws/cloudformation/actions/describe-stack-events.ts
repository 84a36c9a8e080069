import type {
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { noStack } from '../errors.ts';
import { page } from '../paging.ts';
import { nextToken, stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';

const PAGE_SIZE = 100;

export const describeStackEvents = defineAction<
  CloudFormationState,
  DescribeStackEventsInput,
  DescribeStackEventsOutput
>({
  rules: { StackName: stackNameOrId, NextToken: nextToken },
  run({ StackName, NextToken }, { state }) {
    const stack = state.find(StackName);
    if (stack === undefined) throw noStack(StackName);
    const newestFirst = stack.events.map((event, index) => ({ event, index })).reverse();
    const identify = ({ index }: { index: number }) => String(index);
    const { items, ...next } = page(newestFirst, PAGE_SIZE, NextToken, identify);
    return { StackEvents: items.map(({ event }) => event), ...next };
  },
});
