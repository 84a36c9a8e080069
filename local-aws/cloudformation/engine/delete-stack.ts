import type { StackStatus } from '@aws-sdk/client-cloudformation';
import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { failedTo } from './apply-changes.ts';
import { deleteResources, isRetained } from './delete-resources.ts';
import { PHASE_SECONDS, type Work } from './work.ts';

/**
 * Deletes a stack whose first event is there. It ends deleted or, when a resource stays, failed.
 *
 * @param retainResources logical ids to leave alone, of a stack whose deletion failed before
 * @param before its status, which it gets back when one of its exports is in use
 */
export function* deleteStack(
  stack: Stack,
  state: CloudFormationState,
  retainResources: readonly string[],
  before: StackStatus,
): Work {
  stack.deletionMs = stack.nowMs;
  yield PHASE_SECONDS;
  for (const { ExportName } of stack.outputs) {
    const [importer] = state.importersOf(ExportName);
    if (importer === undefined) continue;
    stack.deletionMs = undefined;
    stack.stackEvent(
      before,
      `Delete canceled. Cannot delete export ${ExportName} as it is in use by ${importer.name}.`,
    );
    return;
  }
  const failed = yield* deleteResources(
    stack,
    stack.presentResources,
    (resource) => isRetained(resource) || retainResources.includes(resource.logicalId),
  );
  yield PHASE_SECONDS;
  if (failed.length === 0) stack.stackEvent('DELETE_COMPLETE');
  else stack.stackEvent('DELETE_FAILED', failedTo('delete', failed));
}
