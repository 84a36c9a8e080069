import {
  DescribeStacksCommand,
  type DescribeStacksOutput,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { incomplete, type Whole, whole } from '../aws/whole.ts';
import type { Workshop } from '../contract.ts';

const MEMBERS = ['StackName', 'StackId', 'StackStatus', 'CreationTime', 'Tags'] as const;

/** What CloudFormation tells of every stack; a stack without tags has an empty list of them. */
export type DescribedStack = Whole<Stack, (typeof MEMBERS)[number]>;

/** The stack, or undefined when there is none of that name. */
export async function describeStack(
  { cloud }: Workshop,
  name: string,
): Promise<DescribedStack | undefined> {
  try {
    const answer = await cloud.cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = describedStacks(answer);
    if (stack === undefined) throw incomplete('DescribeStacks', 'stack');
    return stack;
  } catch (error) {
    if (isNoSuchStack(error)) return undefined;
    throw error;
  }
}

/** Whether CloudFormation says that there is no such stack, for which it has no code of its own. */
export function isNoSuchStack(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === 'ValidationError' &&
    /does not exist/.test(error.message)
  );
}

export function describedStacks(answer: DescribeStacksOutput): DescribedStack[] {
  const { Stacks } = whole('DescribeStacks', answer, 'Stacks');
  return Stacks.map((stack) => whole('DescribeStacks', stack, ...MEMBERS));
}

/** Whether a stack was made by this workshop, by its tag: a stack of another owner is not touched. */
export function isOurs({ config }: Workshop, { Tags }: DescribedStack): boolean {
  return Tags.some(({ Key, Value }) => Key === config.tag.key && Value === config.tag.value);
}
