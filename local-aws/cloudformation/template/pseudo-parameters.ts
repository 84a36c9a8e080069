import type { Json } from './json.ts';

export const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/** Which AWS a region belongs to, and the suffix of its host names. */
export function partitionOf(region: string): { partition: string; urlSuffix: string } {
  if (region.startsWith('cn-')) return { partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };
  if (region.startsWith('us-gov-')) {
    return { partition: 'aws-us-gov', urlSuffix: 'amazonaws.com' };
  }
  return { partition: 'aws', urlSuffix: 'amazonaws.com' };
}

export interface StackIdentity {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
}

/** The value of a pseudo parameter; `AWS::NoValue` has none and is the evaluator's affair. */
export function pseudoParameter(name: string, stack: StackIdentity): Json | undefined {
  const { partition, urlSuffix } = partitionOf(stack.region);
  switch (name) {
    case 'AWS::AccountId':
      return stack.account;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::Partition':
      return partition;
    case 'AWS::Region':
      return stack.region;
    case 'AWS::StackId':
      return stack.stackId;
    case 'AWS::StackName':
      return stack.stackName;
    case 'AWS::URLSuffix':
      return urlSuffix;
    default:
      return undefined;
  }
}
