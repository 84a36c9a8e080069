import type { ExecuteChangeSetInput, ExecuteChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { AwsError } from '../../errors.ts';
import type { ChangeSet } from '../change-set.ts';
import { beginCreate } from '../engine/begin-create.ts';
import { beginUpdate, checkUpdatable } from '../engine/begin-update.ts';
import { findChangeSet } from '../find-change-set.ts';
import { changeSetNameOrId, clientRequestToken, stackNameOrId } from '../rules.ts';
import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { isRepeated, useToken } from '../tokens.ts';

export const executeChangeSet = defineAction<
  CloudFormationState,
  ExecuteChangeSetInput,
  ExecuteChangeSetOutput
>({
  rules: {
    ChangeSetName: changeSetNameOrId,
    StackName: stackNameOrId,
    ClientRequestToken: clientRequestToken,
  },
  run(input, call) {
    const { state, partition } = call;
    const changeSet = findChangeSet(state, input.ChangeSetName, input.StackName);
    const { stack, deployment, type } = changeSet;
    if (isRepeated(stack, 'ExecuteChangeSet', input.ClientRequestToken)) return {};
    checkExecutable(changeSet);
    if (type === 'UPDATE') checkUpdatable(stack);

    useToken(stack, 'ExecuteChangeSet', input.ClientRequestToken);
    changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
    stack.changeSetId = changeSet.id;
    stack.lastUpdatedMs = partition.clock.now();
    const retainExceptOnCreate = input.RetainExceptOnCreate === true;
    const disableRollback =
      input.DisableRollback === true || changeSet.onStackFailure === 'DO_NOTHING';
    const ended = (ran: Stack): void => {
      const isWell = ran.status === `${type}_COMPLETE`;
      changeSet.executionStatus = isWell ? 'EXECUTE_COMPLETE' : 'EXECUTE_FAILED';
    };
    if (type === 'CREATE') {
      const onFailure = disableRollback ? 'DO_NOTHING' : (changeSet.onStackFailure ?? 'ROLLBACK');
      beginCreate(stack, deployment, state, call, { onFailure, retainExceptOnCreate, ended });
    } else {
      const options = { disableRollback, retainExceptOnCreate, ended };
      beginUpdate(stack, deployment, state, call, options);
    }
    return {};
  },
});

function checkExecutable({ id, status, executionStatus }: ChangeSet): void {
  if (status !== 'CREATE_COMPLETE') {
    throw new AwsError(
      'InvalidChangeSetStatusException',
      `ChangeSet [${id}] cannot be executed in its current status of [${status}]`,
    );
  }
  if (executionStatus !== 'AVAILABLE') {
    throw new AwsError(
      'InvalidChangeSetStatusException',
      `ChangeSet [${id}] cannot be executed in its current execution status of [${executionStatus}]`,
    );
  }
}
