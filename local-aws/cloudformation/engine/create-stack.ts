import type { Deployment, Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { applyChanges, failedTo, Progress } from './apply-changes.ts';
import { deleteResources, isRetainedOnRollback } from './delete-resources.ts';
import { PHASE_SECONDS, type Work } from './work.ts';

/** Makes a stack whose first event is there. It ends complete, rolled back, failed or deleted. */
export function* createStack(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
): Work {
  stack.deployment = deployment;
  yield PHASE_SECONDS;
  const problem = yield* applyChanges(stack, deployment, state, new Progress());
  if (problem === undefined) {
    stack.stackEvent('CREATE_COMPLETE');
  } else if (stack.onFailure === 'DO_NOTHING') {
    stack.stackEvent('CREATE_FAILED', problem);
  } else {
    yield* takeBack(stack, problem, stack.onFailure);
  }
}

function* takeBack(stack: Stack, problem: string, onFailure: 'DELETE' | 'ROLLBACK'): Work {
  stack.deletionMs = stack.nowMs;
  const verb = onFailure === 'DELETE' ? 'Delete' : 'Rollback';
  stack.stackEvent(`${onFailure}_IN_PROGRESS`, `${problem}${verb} requested by user.`);
  yield PHASE_SECONDS;
  const failed = yield* deleteResources(stack, stack.presentResources, isRetainedOnRollback(stack));
  yield PHASE_SECONDS;
  if (failed.length === 0) stack.stackEvent(`${onFailure}_COMPLETE`);
  else stack.stackEvent(`${onFailure}_FAILED`, failedTo('delete', failed));
}
