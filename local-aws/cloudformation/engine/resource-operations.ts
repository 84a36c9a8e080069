import { engineOf } from '../resource-types/lookup.ts';
import { RECORDED_SECONDS, recordedOnly, recordedPhysicalId } from '../resource-types/recorded.ts';
import type { ResourceRequest } from '../resource-types/resource-type.ts';
import type { Stack, StackResource } from '../stack.ts';
import type { JsonObject } from '../template/json.ts';
import { checkedProperties } from './evaluate-resource.ts';
import { failureReason } from './failure-reason.ts';
import { requestFor } from './resource-request.ts';
import type { Work } from './work.ts';

/** Which events a resource's making leaves: its own creation, or its replacement in an update. */
export type Phase = 'CREATE' | 'UPDATE';

/** Makes a resource from its evaluated properties; answers whether it was made. */
export function* createResource(
  stack: Stack,
  resource: StackResource,
  evaluate: () => JsonObject,
  phase: Phase,
): Work<boolean> {
  const { declaration, type } = resource;
  try {
    const evaluated = attempt(evaluate);
    if ('properties' in evaluated) resource.properties = evaluated.properties;
    stack.resourceEvent(
      resource,
      `${phase}_IN_PROGRESS`,
      phase === 'UPDATE'
        ? 'Requested update requires the creation of a new physical resource; hence creating one.'
        : undefined,
    );
    if ('error' in evaluated) throw evaluated.error;
    resource.properties = checkedProperties(declaration, evaluated.properties);
    const request = requestFor(stack, resource);
    const initiated = (physicalId: string): void => {
      resource.physicalId = physicalId;
      stack.resourceEvent(resource, `${phase}_IN_PROGRESS`, 'Resource creation Initiated');
    };
    const engine = engineOf(type);
    if (engine === undefined) yield* record(type, request, initiated);
    else yield* engine.create(request, initiated);
    const reason = engine === undefined ? recordedOnly(type) : undefined;
    stack.resourceEvent(resource, `${phase}_COMPLETE`, reason);
    return true;
  } catch (error) {
    stack.resourceEvent(resource, `${phase}_FAILED`, reasonOf(error, stack, type));
    return false;
  }
}

/** Changes a resource in place; answers whether it was changed. */
export function* updateResource(
  stack: Stack,
  resource: StackResource,
  properties: JsonObject,
): Work<boolean> {
  const { declaration, type, physicalId } = resource;
  const previous = requestFor(stack, { ...resource });
  resource.properties = properties;
  resource.stackTags = stack.tags;
  stack.resourceEvent(resource, 'UPDATE_IN_PROGRESS');
  try {
    resource.properties = checkedProperties(declaration, properties);
    const engine = engineOf(type);
    if (engine === undefined) yield RECORDED_SECONDS;
    else yield* engine.update(requestFor(stack, resource), physicalId ?? '', previous);
    const reason = engine === undefined ? recordedOnly(type) : undefined;
    stack.resourceEvent(resource, 'UPDATE_COMPLETE', reason);
    return true;
  } catch (error) {
    failToUpdate(stack, resource, error);
    return false;
  }
}

export function failToUpdate(stack: Stack, resource: StackResource, error: unknown): void {
  stack.resourceEvent(resource, 'UPDATE_FAILED', reasonOf(error, stack, resource.type));
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
  try {
    const engine = engineOf(type);
    if (engine === undefined) yield RECORDED_SECONDS;
    else yield* engine.delete(requestFor(stack, resource), physicalId);
    stack.resourceEvent(resource, 'DELETE_COMPLETE');
    return true;
  } catch (error) {
    stack.resourceEvent(resource, 'DELETE_FAILED', reasonOf(error, stack, type));
    return false;
  }
}

function* record(
  type: string,
  request: ResourceRequest,
  initiated: (physicalId: string) => void,
): Work {
  initiated(recordedPhysicalId(type, request));
  yield RECORDED_SECONDS;
}

/** The value of a function that may throw, or what it threw. */
export function attempt(
  evaluate: () => JsonObject,
): { properties: JsonObject } | { error: unknown } {
  try {
    return { properties: evaluate() };
  } catch (error) {
    return { error };
  }
}

function reasonOf(error: unknown, stack: Stack, type: string): string {
  const { requestId, partition } = stack.owner;
  const { chance } = partition;
  return failureReason(error, engineOf(type)?.serviceName ?? type, { requestId, chance });
}
