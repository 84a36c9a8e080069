import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { failedToDelete, PHASE_SECONDS } from './create-stack.ts';
import { deleteResources, isThere } from './delete-resources.ts';
import type { Work } from './work.ts';

/**
 * Deletes a stack whose first event is there. It ends deleted or, when a resource stays, failed.
 *
 * @param retainResources logical ids to leave alone, of a stack whose deletion failed before
 */
export function* deleteStack(
  stack: Stack,
  state: CloudFormationState,
  retainResources: readonly string[],
  before: Pick<Stack, 'status'>,
): Work {
  yield PHASE_SECONDS;
  const inUse = exportInUse(stack, state);
  if (inUse !== undefined) {
    stack.deletionMs = undefined;
    stack.stackEvent(before.status, `Delete canceled. Cannot delete export ${inUse}.`);
    return;
  }
  const resources = [...stack.resources.values()].filter(isThere);
  const failed = yield* deleteResources(
    stack,
    resources,
    ({ declaration, logicalId }) =>
      declaration.deletionPolicy.startsWith('Retain') || retainResources.includes(logicalId),
  );
  yield PHASE_SECONDS;
  if (failed.length > 0) {
    stack.stackEvent('DELETE_FAILED', failedToDelete(failed));
    return;
  }
  stack.imports = new Set();
  stack.stackEvent('DELETE_COMPLETE');
}

function exportInUse(stack: Stack, state: CloudFormationState): string | undefined {
  for (const { exportName } of stack.outputs) {
    const importer = exportName === undefined ? undefined : state.importersOf(exportName)[0];
    if (importer !== undefined) return `${exportName} as it is in use by ${importer.name}`;
  }
  return undefined;
}
