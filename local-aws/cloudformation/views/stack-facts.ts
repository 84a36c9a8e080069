import type { Parameter } from '@aws-sdk/client-cloudformation';
import type { Deployment, Stack } from '../stack.ts';

/** What DescribeStacks and ListStacks both show of a stack. */
export function stackFacts(stack: Stack) {
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: new Date(stack.creationMs),
    LastUpdatedTime: time(stack.lastUpdatedMs),
    DeletionTime: time(stack.deletionMs),
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' as const },
  };
}

/** A deployment's parameters as AWS shows them: one without echo is `****`. */
export function shownParameters(deployment: Deployment | undefined): Parameter[] | undefined {
  if (deployment === undefined || deployment.parameters.size === 0) return undefined;
  return [...deployment.parameters].map(([ParameterKey, value]) => {
    const { noEcho } = deployment.template.parameters.get(ParameterKey) ?? {};
    return { ParameterKey, ParameterValue: noEcho === true ? '****' : value };
  });
}

function time(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}
