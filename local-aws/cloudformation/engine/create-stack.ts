import { AwsError } from '../../errors.ts';
import type { Deployment, Stack, StackResource } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { emptyObject } from '../template/json.ts';
import { dependenciesOf } from '../template/order.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { deleteResources, isThere } from './delete-resources.ts';
import { evaluatedProperties } from './evaluate-resource.ts';
import { inOrder, type Task } from './in-order.ts';
import { checkImports, evaluatedOutputs } from './outputs.ts';
import { createResource } from './resource-operations.ts';
import { scopeOf, wantedResources } from './scope.ts';
import type { Work } from './work.ts';

/** Between two phases of a stack's life: the start, the roll-back, the clean-up. */
export const PHASE_SECONDS = 1;

/** Makes a stack whose first event is there. It ends complete, rolled back, failed or deleted. */
export function* createStack(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
): Work {
  yield PHASE_SECONDS;
  const problem = yield* createEverything(stack, deployment, state);
  if (problem === undefined) stack.stackEvent('CREATE_COMPLETE');
  else yield* creationFailed(stack, problem);
}

function* createEverything(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
): Work<string | undefined> {
  const imported = new Set<string>();
  const scope = scopeOf(stack, deployment, state, imported);
  try {
    const wanted = wantedResources(scope);
    for (const { properties } of wanted.values()) checkImports(properties, scope);
    const tasks = new Map<string, Task>();
    for (const declaration of wanted.values()) {
      const resource = newResource(stack, declaration, wanted);
      tasks.set(declaration.logicalId, {
        after: resource.dependsOn,
        *work() {
          stack.resources.set(resource.logicalId, resource);
          const evaluate = () => evaluatedProperties(declaration, scope);
          return yield* createResource(stack, resource, evaluate, 'CREATE');
        },
        cancelled: () =>
          stack.resourceEvent(resource, 'CREATE_FAILED', 'Resource creation cancelled'),
      });
    }
    const failed = yield* inOrder(tasks, { stopAtFailure: true });
    if (failed.length > 0) {
      return `The following resource(s) failed to create: [${failed.join(', ')}].`;
    }
    stack.outputs = evaluatedOutputs(stack, scope, state);
    stack.imports = imported;
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${error.message.replace(/\.$/, '')}.`;
    throw error;
  }
}

/** A resource that a declaration asks for and that has not begun to be. */
export function newResource(
  stack: Stack,
  declaration: ResourceDeclaration,
  wanted: ReadonlyMap<string, unknown>,
): StackResource {
  return {
    logicalId: declaration.logicalId,
    type: declaration.type,
    declaration,
    physicalId: undefined,
    properties: emptyObject(),
    stackTags: stack.tags,
    dependsOn: dependenciesOf(declaration, wanted),
    status: 'CREATE_IN_PROGRESS',
    statusReason: undefined,
    changedMs: stack.owner.partition.clock.now(),
  };
}

function* creationFailed(stack: Stack, problem: string): Work {
  if (stack.onFailure === 'DO_NOTHING') {
    stack.stackEvent('CREATE_FAILED', `${problem} `);
    return;
  }
  const isDelete = stack.onFailure === 'DELETE';
  stack.deletionMs = stack.owner.partition.clock.now();
  stack.stackEvent(
    isDelete ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS',
    `${problem} ${isDelete ? 'Delete' : 'Rollback'} requested by user.`,
  );
  yield PHASE_SECONDS;
  const resources = [...stack.resources.values()].filter(isThere);
  const failed = yield* deleteResources(
    stack,
    resources,
    ({ declaration }) => declaration.deletionPolicy === 'Retain' && !stack.retainExceptOnCreate,
  );
  yield PHASE_SECONDS;
  const phase = isDelete ? 'DELETE' : 'ROLLBACK';
  if (failed.length === 0) stack.stackEvent(`${phase}_COMPLETE`);
  else stack.stackEvent(`${phase}_FAILED`, failedToDelete(failed));
}

export function failedToDelete(logicalIds: readonly string[]): string {
  return `The following resource(s) failed to delete: [${logicalIds.join(', ')}]. `;
}
