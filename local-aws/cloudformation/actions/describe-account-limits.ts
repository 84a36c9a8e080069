import type { DescribeAccountLimitsCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { nextToken } from '../rules.ts';
import { MOST_STACKS } from '../state.ts';
import { MOST } from '../template/read.ts';

export const describeAccountLimits = define<DescribeAccountLimitsCommand>({
  rules: { NextToken: nextToken },
  unsupported: ['NextToken'],
  run: () => ({
    AccountLimits: [
      { Name: 'StackOutputsLimit', Value: MOST.Outputs },
      { Name: 'StackLimit', Value: MOST_STACKS },
    ],
  }),
});
