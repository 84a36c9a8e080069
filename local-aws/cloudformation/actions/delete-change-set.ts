import type { DeleteChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../errors.ts';
import { define } from '../define.ts';
import { changeSetNameOrId, stackNameOrId } from '../rules.ts';

export const deleteChangeSet = define<DeleteChangeSetCommand>({
  rules: { ChangeSetName: changeSetNameOrId, StackName: stackNameOrId },
  run({ ChangeSetName, StackName }, { state }) {
    const changeSet = state.findChangeSet(ChangeSetName, StackName);
    // a change set that is not there is as deleted as it can be
    if (changeSet === undefined) return;
    if (changeSet.executionStatus === 'EXECUTE_IN_PROGRESS') {
      throw new AwsError(
        'InvalidChangeSetStatusException',
        `ChangeSet [${changeSet.id}] cannot be deleted in its current execution status of [EXECUTE_IN_PROGRESS]`,
      );
    }
    state.changeSets.delete(changeSet.id);
  },
});
