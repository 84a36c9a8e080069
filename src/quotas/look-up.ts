import {
  DescribeAccountLimitsCommand,
  type DescribeAccountLimitsOutput,
  paginateDescribeStacks,
} from '@aws-sdk/client-cloudformation';
import { DescribeLimitsCommand } from '@aws-sdk/client-kinesis';
import { incomplete, whole } from '../aws/whole.ts';
import type { Cloud } from '../contract.ts';
import type { Quotas } from './fit.ts';

/**
 * What the account may have in this region, and what it has.
 *
 * @throws {WorkshopError} `incomplete` where an answer lacks a limit; the SDK's own error when AWS
 * refuses to say
 */
export async function lookUpQuotas({ kinesis, cloudformation }: Cloud): Promise<Quotas> {
  const [ofKinesis, ofCloudFormation, stacks] = await Promise.all([
    kinesis.send(new DescribeLimitsCommand({})),
    cloudformation.send(new DescribeAccountLimitsCommand({})),
    countStacks(cloudformation),
  ]);
  const limits = whole('DescribeLimits', ofKinesis, 'ShardLimit', 'OpenShardCount');
  return {
    limits: { openShards: limits.ShardLimit, stacks: stackLimit(ofCloudFormation) },
    used: { openShards: limits.OpenShardCount, stacks },
  };
}

function stackLimit(answer: DescribeAccountLimitsOutput): number {
  const { AccountLimits } = whole('DescribeAccountLimits', answer, 'AccountLimits');
  const limit = AccountLimits.find(({ Name }) => Name === 'StackLimit')?.Value;
  if (limit === undefined) throw incomplete('DescribeAccountLimits', 'StackLimit');
  return limit;
}

async function countStacks(client: Cloud['cloudformation']): Promise<number> {
  let count = 0;
  for await (const page of paginateDescribeStacks({ client }, {})) {
    count += whole('DescribeStacks', page, 'Stacks').Stacks.length;
  }
  return count;
}
