import type { Deployment, Stack, StackResource } from '../stack.ts';
import { failedTo, type Progress } from './apply-changes.ts';
import { deleteResources, isRetainedOnRollback } from './delete-resources.ts';
import { inOrder, type Task } from './in-order.ts';
import { updateResource } from './resource-operations.ts';
import { PHASE_SECONDS, type Work } from './work.ts';

/** Undoes an update: changed resources are changed back, then what was made for it is deleted. */
export function* rollBackUpdate(
  stack: Stack,
  previous: Deployment,
  { before, added }: Progress,
  problem: string,
): Work {
  stack.stackEvent('UPDATE_ROLLBACK_IN_PROGRESS', problem);
  stack.deployment = previous;
  yield PHASE_SECONDS;
  const superfluous: StackResource[] = [];
  const tasks = new Map<string, Task>();
  for (const [logicalId, was] of before) {
    tasks.set(logicalId, {
      after: was.dependsOn,
      work: () => restore(stack, was, superfluous),
    });
  }
  const failed = yield* inOrder(tasks, { stopAtFailure: false });
  if (failed.length > 0) {
    stack.stackEvent('UPDATE_ROLLBACK_FAILED', failedTo('update', failed));
    return;
  }
  stack.stackEvent('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  yield PHASE_SECONDS;
  for (const logicalId of added) {
    const resource = stack.resources.get(logicalId);
    if (resource !== undefined) superfluous.push(resource);
    stack.resources.delete(logicalId);
  }
  yield* deleteResources(stack, superfluous, isRetainedOnRollback(stack));
  yield PHASE_SECONDS;
  stack.stackEvent('UPDATE_ROLLBACK_COMPLETE');
}

function* restore(stack: Stack, was: StackResource, superfluous: StackResource[]): Work<boolean> {
  const resource = stack.resources.get(was.logicalId);
  if (resource === undefined) return true;
  const { declaration, dependsOn, physicalId, properties, stackTags } = was;
  const made = { ...resource };
  Object.assign(resource, { declaration, dependsOn, physicalId });
  if (made.physicalId === physicalId) return yield* updateResource(stack, resource, properties);
  superfluous.push(made);
  Object.assign(resource, { properties, stackTags });
  stack.resourceEvent(resource, 'UPDATE_COMPLETE');
  return true;
}
