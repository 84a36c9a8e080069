import { AwsError } from '../../errors.ts';
import type { Deployment, Stack, StackResource } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { dependenciesOf } from '../template/order.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { newResource, PHASE_SECONDS } from './create-stack.ts';
import { deleteResources, isThere } from './delete-resources.ts';
import { differenceOf, isSame } from './differences.ts';
import { evaluatedProperties } from './evaluate-resource.ts';
import { inOrder, type Task } from './in-order.ts';
import { checkImports, evaluatedOutputs } from './outputs.ts';
import { attempt, createResource, failToUpdate, updateResource } from './resource-operations.ts';
import { rollBackUpdate } from './roll-back-update.ts';
import { scopeOf, wantedResources } from './scope.ts';
import type { UpdateProgress } from './update-progress.ts';
import type { Work } from './work.ts';

/** Updates a stack whose first event is there. It ends updated, rolled back, or failed. */
export function* updateStack(
  stack: Stack,
  deployment: Deployment,
  previous: Deployment,
  state: CloudFormationState,
): Work {
  yield PHASE_SECONDS;
  const progress: UpdateProgress = {
    previous,
    before: new Map(),
    added: new Set(),
    replaced: [],
  };
  const problem = yield* applyChanges(stack, deployment, state, progress);
  if (problem === undefined) {
    yield* cleanUp(stack, deployment, state, progress);
  } else if (stack.disableRollback) {
    stack.stackEvent('UPDATE_FAILED', problem);
  } else {
    yield* rollBackUpdate(stack, progress, problem);
  }
}

function* applyChanges(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
  progress: UpdateProgress,
): Work<string | undefined> {
  const imported = new Set<string>();
  const scope = scopeOf(stack, deployment, state, imported);
  try {
    const wanted = wantedResources(scope);
    for (const { properties } of wanted.values()) checkImports(properties, scope);
    const tasks = new Map<string, Task>();
    for (const declaration of wanted.values()) {
      tasks.set(declaration.logicalId, {
        after: dependenciesOf(declaration, wanted),
        work: () =>
          applyOne(stack, declaration, wanted, progress, () =>
            evaluatedProperties(declaration, scope),
          ),
        cancelled: () => cancelled(stack, declaration.logicalId, progress),
      });
    }
    const failed = yield* inOrder(tasks, { stopAtFailure: true });
    if (failed.length > 0) return failedTo(failed, progress);
    stack.outputs = evaluatedOutputs(stack, scope, state);
    stack.imports = imported;
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${error.message.replace(/\.$/, '')}.`;
    throw error;
  }
}

function* applyOne(
  stack: Stack,
  declaration: ResourceDeclaration,
  wanted: ReadonlyMap<string, unknown>,
  progress: UpdateProgress,
  evaluate: () => StackResource['properties'],
): Work<boolean> {
  const { logicalId } = declaration;
  const resource = stack.resources.get(logicalId);
  if (resource === undefined || !isThere(resource) || resource.physicalId === undefined) {
    const added = newResource(stack, declaration, wanted);
    stack.resources.set(logicalId, added);
    progress.added.add(logicalId);
    return yield* createResource(stack, added, evaluate, 'CREATE');
  }
  const before = { ...resource };
  const evaluated = attempt(evaluate);
  if ('error' in evaluated) {
    progress.before.set(logicalId, before);
    failToUpdate(stack, resource, evaluated.error);
    return false;
  }
  const { properties } = evaluated;
  const difference = differenceOf(resource, declaration, properties, stack.tags);
  resource.declaration = declaration;
  resource.dependsOn = dependenciesOf(declaration, wanted);
  if (isSame(difference)) return true;
  progress.before.set(logicalId, before);
  if (difference.createOnly.length === 0 && before.status !== 'CREATE_FAILED') {
    return yield* updateResource(stack, resource, properties);
  }
  resource.stackTags = stack.tags;
  const made = yield* createResource(stack, resource, () => properties, 'UPDATE');
  if (resource.physicalId !== before.physicalId) progress.replaced.push(before);
  return made;
}

function cancelled(stack: Stack, logicalId: string, { added, before, replaced }: UpdateProgress) {
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

function failedTo(failed: readonly string[], { added }: UpdateProgress): string {
  const sentence = (verb: string, names: readonly string[]) =>
    names.length === 0
      ? ''
      : `The following resource(s) failed to ${verb}: [${names.join(', ')}]. `;
  return (
    sentence(
      'create',
      failed.filter((name) => added.has(name)),
    ) +
    sentence(
      'update',
      failed.filter((name) => !added.has(name)),
    )
  );
}

function* cleanUp(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
  { replaced }: UpdateProgress,
): Work {
  stack.stackEvent('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  yield PHASE_SECONDS;
  const wanted = wantedResources(scopeOf(stack, deployment, state));
  const removed = [...stack.resources.values()].filter(({ logicalId }) => !wanted.has(logicalId));
  const gone = removed.filter(isThere);
  const failed = [
    ...(yield* deleteResources(
      stack,
      replaced,
      ({ declaration }) => declaration.updateReplacePolicy === 'Retain',
    )),
    ...(yield* deleteResources(stack, gone, ({ declaration }) =>
      declaration.deletionPolicy.startsWith('Retain'),
    )),
  ];
  for (const { logicalId } of removed) stack.resources.delete(logicalId);
  yield PHASE_SECONDS;
  stack.stackEvent(
    'UPDATE_COMPLETE',
    failed.length === 0
      ? undefined
      : 'Update successful. One or more resources could not be deleted.',
  );
}
