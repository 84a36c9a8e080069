import { AwsError } from '../../errors.ts';
import { type Deployment, isThere, type Stack, type StackResource } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import type { Scope } from '../template/evaluate.ts';
import { emptyObject } from '../template/json.ts';
import { dependenciesOf } from '../template/order.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { differenceOf } from './differences.ts';
import { evaluatedProperties } from './evaluate-resource.ts';
import { inOrder, type Task } from './in-order.ts';
import { checkImports, evaluatedOutputs } from './outputs.ts';
import { createResource, failResource, updateResource } from './resource-operations.ts';
import { scopeOf, wantedResources } from './scope.ts';
import type { Work } from './work.ts';

/** What a deployment has done so far: enough to go on to the clean-up, or all the way back. */
export class Progress {
  /** changed resources as they were before, by logical id */
  readonly before = new Map<string, StackResource>();
  /** logical ids of resources that were not there before */
  readonly added = new Set<string>();
  /** physical resources that others have taken the place of */
  readonly replaced: StackResource[] = [];
}

/**
 * Makes and changes what a deployment asks for; what it no longer asks for stays.
 *
 * @returns what went wrong, in the sentences of the stack's event
 */
export function* applyChanges(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
  progress: Progress,
): Work<string | undefined> {
  const imported = new Set<string>();
  const scope = scopeOf(stack, deployment, state, imported);
  try {
    const wanted = wantedResources(scope);
    for (const { properties } of wanted.values()) checkImports(properties, scope);
    const tasks = new Map<string, Task>();
    for (const declaration of wanted.values()) {
      const dependsOn = dependenciesOf(declaration, wanted);
      tasks.set(declaration.logicalId, {
        after: dependsOn,
        work: () => applyOne(stack, declaration, dependsOn, scope, progress),
        cancelled: () => cancelled(stack, declaration.logicalId, progress),
      });
    }
    const failed = yield* inOrder(tasks, { stopAtFailure: true });
    if (failed.length > 0) {
      const isAdded = (name: string) => progress.added.has(name);
      return (
        failedTo('create', failed.filter(isAdded)) +
        failedTo(
          'update',
          failed.filter((name) => !isAdded(name)),
        )
      );
    }
    stack.outputs = evaluatedOutputs(stack, scope, state);
    stack.imports = imported;
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${error.message.replace(/\.$/, '')}. `;
    throw error;
  }
}

function* applyOne(
  stack: Stack,
  declaration: ResourceDeclaration,
  dependsOn: readonly string[],
  scope: Scope,
  { before, added, replaced }: Progress,
): Work<boolean> {
  const { logicalId, type } = declaration;
  const evaluated = evaluatedProperties(declaration, scope);
  const resource = stack.resources.get(logicalId);
  if (resource === undefined || !isThere(resource) || resource.physicalId === undefined) {
    const made: StackResource = {
      logicalId,
      type,
      declaration,
      physicalId: undefined,
      properties: emptyObject(),
      stackTags: stack.tags,
      dependsOn,
      status: 'CREATE_IN_PROGRESS',
      statusReason: undefined,
      changedMs: stack.nowMs,
    };
    stack.resources.set(logicalId, made);
    added.add(logicalId);
    return yield* createResource(stack, made, evaluated, 'CREATE');
  }
  const was = { ...resource };
  if (evaluated instanceof Error) {
    before.set(logicalId, was);
    failResource(stack, resource, 'UPDATE', evaluated);
    return false;
  }
  const difference = differenceOf(resource, declaration, evaluated, stack.tags);
  Object.assign(resource, { declaration, dependsOn });
  if (difference === undefined) return true;
  before.set(logicalId, was);
  if (!difference.replaces && was.status !== 'CREATE_FAILED') {
    return yield* updateResource(stack, resource, evaluated);
  }
  resource.stackTags = stack.tags;
  const isMade = yield* createResource(stack, resource, evaluated, 'UPDATE');
  if (resource.physicalId !== was.physicalId) replaced.push(was);
  return isMade;
}

function cancelled(stack: Stack, logicalId: string, { added, before, replaced }: Progress): void {
  const resource = stack.resources.get(logicalId);
  if (resource === undefined) return;
  const was = before.get(logicalId);
  if (was !== undefined && was.physicalId !== resource.physicalId) replaced.push(was);
  if (added.has(logicalId)) {
    stack.resourceEvent(resource, 'CREATE_FAILED', 'Resource creation cancelled');
  } else {
    stack.resourceEvent(resource, 'UPDATE_FAILED', 'Resource update cancelled');
  }
}

/** A stack's reason, when some of its resources failed; nothing, when none did. */
export function failedTo(verb: string, logicalIds: readonly string[]): string {
  if (logicalIds.length === 0) return '';
  return `The following resource(s) failed to ${verb}: [${logicalIds.join(', ')}]. `;
}
