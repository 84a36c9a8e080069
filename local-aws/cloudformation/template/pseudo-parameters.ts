import type { Stack } from '../stack.ts';
import type { Json } from './json.ts';

const NAME =
  /^AWS::(?:AccountId|NoValue|NotificationARNs|Partition|Region|StackId|StackName|URLSuffix)$/;

export function isPseudoParameter(name: string): boolean {
  return NAME.test(name);
}

/** Which AWS a region belongs to, and the suffix of its host names. */
export function partitionOf(region: string): { partition: string; urlSuffix: string } {
  if (region.startsWith('cn-')) return { partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };
  if (region.startsWith('us-gov-')) {
    return { partition: 'aws-us-gov', urlSuffix: 'amazonaws.com' };
  }
  return { partition: 'aws', urlSuffix: 'amazonaws.com' };
}

/** The value of a pseudo parameter; `AWS::NoValue` has none and is the evaluator's affair. */
export function pseudoParameter(
  name: string,
  { id, name: stackName, owner }: Stack,
): Json | undefined {
  const { partition, urlSuffix } = partitionOf(owner.region);
  const values: Readonly<Record<string, Json>> = {
    'AWS::AccountId': owner.account,
    'AWS::NotificationARNs': [],
    'AWS::Partition': partition,
    'AWS::Region': owner.region,
    'AWS::StackId': id,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': urlSuffix,
  };
  return values[name];
}
