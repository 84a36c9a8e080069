import {
  DescribeAccountLimitsCommand,
  paginateDescribeStacks,
} from '@aws-sdk/client-cloudformation';
import { DescribeLimitsCommand } from '@aws-sdk/client-kinesis';
import type { Cloud } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import type { Quotas } from './fit.ts';

/**
 * What the account may have in this region, and what it has.
 *
 * @throws {WorkshopError} `cannot-tell` where an answer lacks a limit; the SDK's own error when AWS
 * refuses to say
 */
export async function lookUpQuotas({ kinesis, cloudformation }: Cloud): Promise<Quotas> {
  const [{ ShardLimit, OpenShardCount }, { AccountLimits = [] }, stacks] = await Promise.all([
    kinesis.send(new DescribeLimitsCommand({})),
    cloudformation.send(new DescribeAccountLimitsCommand({})),
    countStacks(cloudformation),
  ]);
  const stackLimit = AccountLimits.find(({ Name }) => Name === 'StackLimit')?.Value;
  if (ShardLimit === undefined || OpenShardCount === undefined || stackLimit === undefined) {
    throw new WorkshopError(
      'cannot-tell',
      'AWS did not say how many shards and stacks it allows',
      '',
    );
  }
  return {
    limits: { openShards: ShardLimit, stacks: stackLimit },
    used: { openShards: OpenShardCount, stacks },
  };
}

async function countStacks(client: Cloud['cloudformation']): Promise<number> {
  let count = 0;
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    count += Stacks.length;
  }
  return count;
}
