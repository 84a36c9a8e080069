import type { Stack, StackResource } from '../stack.ts';
import { PHASE_SECONDS } from './create-stack.ts';
import { deleteResources } from './delete-resources.ts';
import { inOrder, type Task } from './in-order.ts';
import { updateResource } from './resource-operations.ts';
import type { UpdateProgress } from './update-progress.ts';
import type { Work } from './work.ts';

/** Undoes an update: changed resources are changed back, then what was made for it is deleted. */
export function* rollBackUpdate(stack: Stack, progress: UpdateProgress, problem: string): Work {
  const { previous, before, added } = progress;
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
    stack.stackEvent(
      'UPDATE_ROLLBACK_FAILED',
      `The following resource(s) failed to update: [${failed.join(', ')}]. `,
    );
    return;
  }
  stack.stackEvent('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  yield PHASE_SECONDS;
  for (const logicalId of added) {
    const resource = stack.resources.get(logicalId);
    if (resource !== undefined) superfluous.push(resource);
    stack.resources.delete(logicalId);
  }
  yield* deleteResources(stack, superfluous, () => false);
  yield PHASE_SECONDS;
  stack.stackEvent('UPDATE_ROLLBACK_COMPLETE');
}

function* restore(stack: Stack, was: StackResource, superfluous: StackResource[]): Work<boolean> {
  const resource = stack.resources.get(was.logicalId);
  if (resource === undefined) return true;
  const { declaration, dependsOn, physicalId } = was;
  const isReplaced = resource.physicalId !== physicalId;
  if (isReplaced) superfluous.push({ ...resource });
  Object.assign(resource, { declaration, dependsOn, physicalId });
  if (!isReplaced) return yield* updateResource(stack, resource, was.properties);
  resource.properties = was.properties;
  resource.stackTags = was.stackTags;
  stack.resourceEvent(resource, 'UPDATE_COMPLETE');
  return true;
}
