import type { DeleteChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../errors.ts';
import { define } from '../define.ts';
import { changeSetNameOrId, stackNameOrId } from '../rules.ts';

export const deleteChangeSet = define<DeleteChangeSetCommand>({
  rules: { ChangeSetName: changeSetNameOrId, StackName: stackNameOrId },
  run({ ChangeSetName, StackName }, { state }) {
    const { ChangeSetId = '', ExecutionStatus } =
      state.findChangeSet(ChangeSetName, StackName)?.summary ?? {};
    if (ExecutionStatus === 'EXECUTE_IN_PROGRESS') {
      throw new AwsError(
        'InvalidChangeSetStatusException',
        `ChangeSet [${ChangeSetId}] cannot be deleted in its current execution status of [EXECUTE_IN_PROGRESS]`,
      );
    }
    // a change set that is not there is as deleted as it can be
    state.changeSets.delete(ChangeSetId);
  },
});
