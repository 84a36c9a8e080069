import { validationError } from '../errors.ts';
import { type Deployment, isThere, type Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { applyChanges, Progress } from './apply-changes.ts';
import { deleteResources, isRetained } from './delete-resources.ts';
import { rollBackUpdate } from './roll-back-update.ts';
import { scopeOf, wantedResources } from './scope.ts';
import { PHASE_SECONDS, type Work } from './work.ts';

const UPDATABLE = new Set([
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_COMPLETE',
]);

/** @throws {AwsError} ValidationError when the stack's status allows no update */
export function checkUpdatable(stack: Stack): void {
  if (UPDATABLE.has(stack.status)) return;
  throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
}

/** Updates a stack whose first event is there. It ends updated, rolled back, or failed. */
export function* updateStack(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
): Work {
  const previous = stack.deployment ?? deployment;
  stack.deployment = deployment;
  stack.lastUpdatedMs = stack.nowMs;
  yield PHASE_SECONDS;
  const progress = new Progress();
  const problem = yield* applyChanges(stack, deployment, state, progress);
  if (problem === undefined) {
    yield* cleanUp(stack, deployment, state, progress);
  } else if (stack.onFailure === 'DO_NOTHING') {
    stack.stackEvent('UPDATE_FAILED', problem);
  } else {
    yield* rollBackUpdate(stack, previous, progress, problem);
  }
}

function* cleanUp(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
  { replaced }: Progress,
): Work {
  stack.stackEvent('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  yield PHASE_SECONDS;
  const wanted = wantedResources(scopeOf(stack, deployment, state));
  const removed = [...stack.resources.values()].filter(({ logicalId }) => !wanted.has(logicalId));
  const failed = [
    ...(yield* deleteResources(
      stack,
      replaced,
      ({ declaration }) => declaration.updateReplacePolicy === 'Retain',
    )),
    ...(yield* deleteResources(stack, removed.filter(isThere), isRetained)),
  ];
  for (const { logicalId } of removed) stack.resources.delete(logicalId);
  yield PHASE_SECONDS;
  const reason = 'Update successful. One or more resources could not be deleted.';
  stack.stackEvent('UPDATE_COMPLETE', failed.length === 0 ? undefined : reason);
}
