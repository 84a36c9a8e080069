import type { ExecuteChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../errors.ts';
import type { ChangeSet } from '../change-set.ts';
import { define } from '../define.ts';
import { begin, isRepeated, type Operation } from '../engine/begin.ts';
import { createStack } from '../engine/create-stack.ts';
import { checkUpdatable, updateStack } from '../engine/update-stack.ts';
import type { Work } from '../engine/work.ts';
import { changeSetNameOrId, clientRequestToken, stackNameOrId } from '../rules.ts';

export const executeChangeSet = define<ExecuteChangeSetCommand>({
  rules: {
    ChangeSetName: changeSetNameOrId,
    StackName: stackNameOrId,
    ClientRequestToken: clientRequestToken,
  },
  run(input, call) {
    const { state } = call;
    const changeSet = state.getChangeSet(input.ChangeSetName, input.StackName);
    const { summary, stack, deployment, type, onStackFailure = 'ROLLBACK' } = changeSet;
    const operation: Operation = { name: 'ExecuteChangeSet', token: input.ClientRequestToken };
    if (isRepeated(stack, operation)) return;
    checkExecutable(summary);
    if (type === 'UPDATE') checkUpdatable(stack);

    // what the others would have changed is no longer what it was
    state.forgetChangeSets(stack, changeSet);
    summary.ExecutionStatus = 'EXECUTE_IN_PROGRESS';
    stack.changeSetId = summary.ChangeSetId;
    stack.lastUpdatedMs = stack.nowMs;
    stack.onFailure = input.DisableRollback === true ? 'DO_NOTHING' : onStackFailure;
    stack.retainExceptOnCreate = input.RetainExceptOnCreate === true;
    const work = (type === 'CREATE' ? createStack : updateStack)(stack, deployment, state);
    begin(stack, operation, call, `${type}_IN_PROGRESS`, executed(changeSet, work));
  },
});

function checkExecutable({ ChangeSetId, Status, ExecutionStatus }: ChangeSet['summary']): void {
  const isReviewed = Status === 'CREATE_COMPLETE';
  if (isReviewed && ExecutionStatus === 'AVAILABLE') return;
  throw new AwsError(
    'InvalidChangeSetStatusException',
    `ChangeSet [${ChangeSetId}] cannot be executed in its current ` +
      (isReviewed ? `execution status of [${ExecutionStatus}]` : `status of [${Status}]`),
  );
}

function* executed({ summary, stack, type }: ChangeSet, work: Work): Work {
  yield* work;
  const isWell = stack.status === `${type}_COMPLETE`;
  summary.ExecutionStatus = isWell ? 'EXECUTE_COMPLETE' : 'EXECUTE_FAILED';
}
