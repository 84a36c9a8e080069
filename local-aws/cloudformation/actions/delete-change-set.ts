import type { DeleteChangeSetInput, DeleteChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { AwsError } from '../../errors.ts';
import { findChangeSet } from '../find-change-set.ts';
import { changeSetNameOrId, stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';

export const deleteChangeSet = defineAction<
  CloudFormationState,
  DeleteChangeSetInput,
  DeleteChangeSetOutput
>({
  rules: { ChangeSetName: changeSetNameOrId, StackName: stackNameOrId },
  run({ ChangeSetName, StackName }, { state }) {
    const changeSet = findOrNothing(state, ChangeSetName, StackName);
    // a change set that is not there is as deleted as it can be
    if (changeSet === undefined) return {};
    if (changeSet.executionStatus === 'EXECUTE_IN_PROGRESS') {
      throw new AwsError(
        'InvalidChangeSetStatusException',
        `ChangeSet [${changeSet.id}] cannot be deleted in its current execution status of [EXECUTE_IN_PROGRESS]`,
      );
    }
    state.changeSets.delete(changeSet.id);
    return {};
  },
});

function findOrNothing(state: CloudFormationState, name: string, stackName: string | undefined) {
  try {
    return findChangeSet(state, name, stackName);
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ChangeSetNotFoundException') return undefined;
    throw error;
  }
}
