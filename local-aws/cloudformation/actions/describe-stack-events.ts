import type { DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { noStack } from '../errors.ts';
import { page } from '../paging.ts';
import { nextToken, stackNameOrId } from '../rules.ts';

export const describeStackEvents = define<DescribeStackEventsCommand>({
  rules: { StackName: stackNameOrId, NextToken: nextToken },
  run({ StackName, NextToken }, { state }) {
    const newestFirst = [...state.get(StackName, noStack).events].reverse();
    const { items, ...next } = page(newestFirst, NextToken, ({ EventId }) => EventId);
    return { StackEvents: items, ...next };
  },
});
