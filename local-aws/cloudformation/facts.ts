import type { Parameter } from '@aws-sdk/client-cloudformation';
import type { Deployment, Stack, StackResource } from './stack.ts';

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

/** What all descriptions of a resource have in common, except for the name of its time. */
export function resourceFacts(resource: StackResource) {
  return {
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
  };
}

/** A list as AWS shows it: left out when there is nothing in it. */
export function filled<Item>(list: readonly Item[] = []): Item[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
