import type { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { begin, isRepeated, type Operation } from '../engine/begin.ts';
import { deleteStack as deletion } from '../engine/delete-stack.ts';
import { validationError } from '../errors.ts';
import { clientRequestToken, stackNameOrId } from '../rules.ts';
import type { Stack } from '../stack.ts';

/** AWS lets a creation be cut short by a deletion, but not an update. */
const UNDELETABLE = new Set([
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
]);

export const deleteStack = define<DeleteStackCommand>({
  rules: { StackName: stackNameOrId, ClientRequestToken: clientRequestToken },
  unsupported: ['RoleARN', 'DeletionMode'],
  run({ StackName, ClientRequestToken: token, RetainResources = [] }, call) {
    const { state } = call;
    const operation: Operation = { name: 'DeleteStack', token };
    const stack = state.find(StackName);
    // a stack that is not there, or no longer, is as deleted as it can be
    if (stack === undefined || stack.isDeleted) return;
    if (isRepeated(stack, operation) || stack.status === 'DELETE_IN_PROGRESS') return;
    checkDeletable(stack, RetainResources);
    state.forgetChangeSets(stack);
    const work = deletion(stack, state, RetainResources, stack.status);
    begin(stack, operation, call, 'DELETE_IN_PROGRESS', work);
  },
});

function checkDeletable(stack: Stack, retainResources: readonly string[]): void {
  if (stack.terminationProtection) {
    throw validationError(
      `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
    );
  }
  if (UNDELETABLE.has(stack.status)) {
    throw validationError(`Stack [${stack.id}] cannot be deleted while in status ${stack.status}`);
  }
  if (retainResources.length > 0 && stack.status !== 'DELETE_FAILED') {
    throw validationError(
      `Invalid operation on stack [${stack.id}]. When you delete a stack, specify which resources to retain only when the stack is in the DELETE_FAILED state.`,
    );
  }
}
