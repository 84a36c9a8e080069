import type { StackResource as DescribedResource } from '@aws-sdk/client-cloudformation';
import type { Stack, StackResource } from '../stack.ts';

/** What all descriptions of a resource have in common, except for the name of its time. */
export function resourceFacts(resource: StackResource) {
  const { logicalId, physicalId, type, status, statusReason } = resource;
  return {
    LogicalResourceId: logicalId,
    ...(physicalId === undefined ? {} : { PhysicalResourceId: physicalId }),
    ResourceType: type,
    ResourceStatus: status,
    ...(statusReason === undefined ? {} : { ResourceStatusReason: statusReason }),
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
  };
}

/** What DescribeStackResources shows of a resource. */
export function describedResource(stack: Stack, resource: StackResource): DescribedResource {
  return {
    StackName: stack.name,
    StackId: stack.id,
    Timestamp: new Date(resource.changedMs),
    ...resourceFacts(resource),
  };
}
