import type { DeleteStackInput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { deleteStack as deletion } from '../engine/delete-stack.ts';
import { start } from '../engine/work.ts';
import { validationError } from '../errors.ts';
import { clientRequestToken, stackNameOrId } from '../rules.ts';
import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { isRepeated, useToken } from '../tokens.ts';

/** AWS lets a creation be cut short by a deletion, but not an update. */
const UNDELETABLE = new Set([
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
]);

export const deleteStack = defineAction<CloudFormationState, DeleteStackInput, object>({
  rules: { StackName: stackNameOrId, ClientRequestToken: clientRequestToken },
  unsupported: ['RoleARN', 'DeletionMode'],
  run(input, call) {
    const { state, partition } = call;
    const stack = state.find(input.StackName);
    // a stack that is not there, or no longer, is as deleted as it can be
    if (stack === undefined || stack.isDeleted) return {};
    if (isRepeated(stack, 'DeleteStack', input.ClientRequestToken)) return {};
    if (stack.status === 'DELETE_IN_PROGRESS') return {};
    check(stack, input.RetainResources ?? []);

    stack.stopOperation();
    useToken(stack, 'DeleteStack', input.ClientRequestToken);
    const before = { status: stack.status };
    stack.owner = call;
    stack.deletionMs = partition.clock.now();
    state.makeObsolete(stack);
    stack.begin('DELETE_IN_PROGRESS');
    stack.stopOperation = start(
      partition.clock,
      deletion(stack, state, input.RetainResources ?? [], before),
    );
    return {};
  },
});

function check(stack: Stack, retainResources: readonly string[]): void {
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
