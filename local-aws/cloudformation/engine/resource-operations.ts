import { engineOf } from '../resource-types/lookup.ts';
import { type ResourceRequest, Unacceptable } from '../resource-types/resource-type.ts';
import type { Stack, StackResource } from '../stack.ts';
import type { JsonObject } from '../template/json.ts';
import { checkedProperties } from './evaluate-resource.ts';
import { failureReason } from './failure-reason.ts';
import type { Work } from './work.ts';

/** Which events an operation on a resource leaves. */
type Phase = 'CREATE' | 'UPDATE' | 'DELETE';

/**
 * Makes a resource from its evaluated properties.
 *
 * @param phase CREATE, or UPDATE where it takes the place of another physical resource
 * @returns whether it was made
 */
export function* createResource(
  stack: Stack,
  resource: StackResource,
  evaluated: JsonObject | Unacceptable,
  phase: 'CREATE' | 'UPDATE',
): Work<boolean> {
  if (!(evaluated instanceof Error)) resource.properties = evaluated;
  const reason =
    'Requested update requires the creation of a new physical resource; hence creating one.';
  stack.resourceEvent(resource, `${phase}_IN_PROGRESS`, phase === 'UPDATE' ? reason : undefined);
  return yield* settled(stack, resource, phase, function* () {
    if (evaluated instanceof Error) throw evaluated;
    resource.properties = checkedProperties(resource.declaration, evaluated);
    yield* engineOf(resource.type).create(requestFor(stack, resource), (physicalId) => {
      resource.physicalId = physicalId;
      stack.resourceEvent(resource, `${phase}_IN_PROGRESS`, 'Resource creation Initiated');
    });
  });
}

/** Changes a resource in place; answers whether it was changed. */
export function* updateResource(
  stack: Stack,
  resource: StackResource,
  evaluated: JsonObject,
): Work<boolean> {
  const previous = requestFor(stack, { ...resource });
  Object.assign(resource, { properties: evaluated, stackTags: stack.tags });
  stack.resourceEvent(resource, 'UPDATE_IN_PROGRESS');
  return yield* settled(stack, resource, 'UPDATE', function* () {
    resource.properties = checkedProperties(resource.declaration, evaluated);
    const request = requestFor(stack, resource);
    yield* engineOf(resource.type).update(request, resource.physicalId ?? '', previous);
  });
}

/** Takes a resource away; answers whether it is gone. */
export function* deleteResource(stack: Stack, resource: StackResource): Work<boolean> {
  const { type, physicalId } = resource;
  if (physicalId === undefined) {
    // what never began to be leaves one event, as on AWS
    stack.resourceEvent(resource, 'DELETE_COMPLETE');
    return true;
  }
  stack.resourceEvent(resource, 'DELETE_IN_PROGRESS');
  return yield* settled(stack, resource, 'DELETE', () =>
    engineOf(type).delete(requestFor(stack, resource), physicalId),
  );
}

export function failResource(
  stack: Stack,
  resource: StackResource,
  phase: Phase,
  error: unknown,
): void {
  const reason = failureReason(error, engineOf(resource.type).serviceName, stack.owner);
  stack.resourceEvent(resource, `${phase}_FAILED`, reason);
}

/** Does an operation's work and leaves its last event. */
function* settled(
  stack: Stack,
  resource: StackResource,
  phase: Phase,
  work: () => Work,
): Work<boolean> {
  try {
    yield* work();
  } catch (error) {
    failResource(stack, resource, phase, error);
    return false;
  }
  const remark =
    phase === 'DELETE' ? undefined : engineOf(resource.type).remark?.(resource.properties);
  stack.resourceEvent(resource, `${phase}_COMPLETE`, remark);
  return true;
}

/** What a resource type's engine is given for a resource of a stack. */
function requestFor(stack: Stack, resource: StackResource): ResourceRequest {
  const { partition, state, ...caller } = stack.owner;
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
    schedules: state.schedules,
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
