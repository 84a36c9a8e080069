import type { Stack, StackResource } from '../stack.ts';
import { inOrder, type Task } from './in-order.ts';
import { deleteResource } from './resource-operations.ts';
import type { Work } from './work.ts';

/**
 * Takes resources away, each after those that depend on it; one that fails keeps what it needs.
 *
 * @param retained the ones that stay where they are, and say so in an event
 * @returns logical ids of those that could not be deleted
 */
export function* deleteResources(
  stack: Stack,
  resources: readonly StackResource[],
  retained: (resource: StackResource) => boolean,
): Work<string[]> {
  const tasks = new Map<string, Task>();
  for (const resource of resources) {
    const dependents = resources.filter(({ dependsOn }) => dependsOn.includes(resource.logicalId));
    tasks.set(resource.logicalId, {
      after: dependents.map(({ logicalId }) => logicalId),
      *work() {
        if (resource.physicalId === undefined || !retained(resource)) {
          return yield* deleteResource(stack, resource);
        }
        stack.resourceEvent(resource, 'DELETE_SKIPPED');
        return true;
      },
    });
  }
  return yield* inOrder(tasks, { stopAtFailure: false });
}

/** Whether a resource stays where it is when its stack, or a later template, no longer has it. */
export function isRetained({ declaration }: StackResource): boolean {
  return declaration.deletionPolicy.startsWith('Retain');
}

/** Whether a resource stays when the operation that made it is rolled back. */
export function isRetainedOnRollback(stack: Stack): (resource: StackResource) => boolean {
  return ({ declaration }) =>
    declaration.deletionPolicy === 'Retain' && !stack.retainExceptOnCreate;
}
