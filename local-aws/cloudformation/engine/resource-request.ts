import { NotImplementedHere, type ResourceRequest } from '../resource-types/resource-type.ts';
import type { Stack, StackResource } from '../stack.ts';

/** What a resource type's engine is given for a resource of a stack. */
export function requestFor(
  stack: Pick<Stack, 'id' | 'name' | 'owner'>,
  resource: Pick<StackResource, 'logicalId' | 'properties' | 'stackTags' | 'status'>,
): ResourceRequest {
  const { partition, ...caller } = stack.owner;
  return {
    stackName: stack.name,
    logicalId: resource.logicalId,
    account: caller.account,
    region: caller.region,
    properties: resource.properties,
    stackTags: resource.stackTags,
    isUnsettled: resource.status.endsWith('_FAILED'),
    systemTags: {
      'aws:cloudformation:stack-name': stack.name,
      'aws:cloudformation:stack-id': stack.id,
      'aws:cloudformation:logical-id': resource.logicalId,
    },
    chance: partition.chance,
    now: () => partition.clock.now(),
    invoke(service, operation, input) {
      const action = service.actions[operation];
      if (action === undefined) throw new NotImplementedHere(`${operation} of ${service.name}`);
      const refused = Object.entries(input)
        .filter(([name, value]) => value !== undefined && action.unsupported?.includes(name))
        .map(([name]) => name);
      if (refused.length > 0) throw new NotImplementedHere(`${refused.join(', ')} of ${operation}`);
      return partition.invoke(service, operation, input, caller);
    },
  };
}
