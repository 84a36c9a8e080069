import { type ResourceRequest, Unacceptable } from '../resource-types/resource-type.ts';
import type { Stack, StackResource } from '../stack.ts';

/** What a resource type's engine is given for a resource of a stack. */
export function requestFor(stack: Stack, resource: StackResource): ResourceRequest {
  const { partition, ...caller } = stack.owner;
  const { logicalId, properties, stackTags, status } = resource;
  return {
    stackName: stack.name,
    stackId: stack.id,
    logicalId,
    account: caller.account,
    region: caller.region,
    properties,
    stackTags,
    isUnsettled: status.endsWith('_FAILED'),
    chance: partition.chance,
    now: () => partition.clock.now(),
    invoke(service, operation, input) {
      const { unsupported = [] } = service.actions[operation] ?? {};
      const refused = Object.entries(input)
        .filter(([name, value]) => value !== undefined && unsupported.includes(name))
        .map(([name]) => name);
      if (refused.length === 0) return partition.invoke(service, operation, input, caller);
      throw Unacceptable.notImplemented(`${refused.join(', ')} of ${operation}`);
    },
  };
}
