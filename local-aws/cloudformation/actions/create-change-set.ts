import type { ChangeSetSummary, CreateChangeSetCommand } from '@aws-sdk/client-cloudformation';
import type { InputOf } from '../../action.ts';
import { AwsError } from '../../errors.ts';
import type { ChangeSet } from '../change-set.ts';
import { define } from '../define.ts';
import { deploymentFrom } from '../deployment.ts';
import { changesOf, hasUpdates } from '../engine/changes.ts';
import { checkDeployment } from '../engine/check-deployment.ts';
import { checkUpdatable } from '../engine/update-stack.ts';
import { notImplemented, validationError } from '../errors.ts';
import { newChangeSetId, newStackId } from '../names.ts';
import { deploymentRules, newName, stackNameOrId } from '../rules.ts';
import { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';

/** How long a change set is looked at before it can be executed. */
const REVIEW_SECONDS = 1;
const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

export const createChangeSet = define<CreateChangeSetCommand>({
  rules: {
    StackName: stackNameOrId,
    ChangeSetName: newName,
    ...deploymentRules,
    ClientToken: { minLength: 1, maxLength: 128 },
    Description: { minLength: 1, maxLength: 1024 },
    ChangeSetType: { values: ['CREATE', 'UPDATE', 'IMPORT'] },
    OnStackFailure: { values: ['DO_NOTHING', 'ROLLBACK', 'DELETE'] },
  },
  unsupported: ['TemplateURL', 'ResourceTypes', 'RoleARN', 'ResourcesToImport', 'DeploymentMode'],
  run(input, call) {
    const { state, partition } = call;
    const { ChangeSetName: name, ChangeSetType: type = 'UPDATE' } = input;
    const { ClientToken: clientToken } = input;
    if (type === 'IMPORT') throw notImplemented('change sets of type IMPORT');
    if (input.IncludeNestedStacks === true) throw notImplemented('IncludeNestedStacks');
    if (input.ImportExistingResources === true) throw notImplemented('ImportExistingResources');
    const existing = stackFor(input, state);
    const namesake =
      existing &&
      state.changeSetsOf(existing).find(({ summary }) => summary.ChangeSetName === name);
    if (namesake !== undefined) {
      const isRepeated = clientToken !== undefined && clientToken === namesake.clientToken;
      if (isRepeated) return { Id: namesake.summary.ChangeSetId, StackId: existing?.id };
      throw new AwsError('AlreadyExistsException', `ChangeSet [${name}] already exists`);
    }
    const deployment = deploymentFrom(input, existing?.deployment);
    if (existing !== undefined && type === 'UPDATE') checkUpdatable(existing);
    const stack = existing ?? new Stack(newStackId(call, input.StackName), input.StackName, call);
    checkDeployment(stack, deployment, state);

    if (existing === undefined) {
      state.add(stack);
      stack.stackEvent('REVIEW_IN_PROGRESS', 'User Initiated');
    }
    const Id = newChangeSetId(call, name);
    const summary: ChangeSetSummary = {
      ChangeSetId: Id,
      ChangeSetName: name,
      StackId: stack.id,
      StackName: stack.name,
      Description: input.Description,
      CreationTime: new Date(partition.clock.now()),
      Status: 'CREATE_IN_PROGRESS',
      ExecutionStatus: 'UNAVAILABLE',
      IncludeNestedStacks: false,
    };
    const { OnStackFailure: onStackFailure } = input;
    const changeSet = {
      summary,
      clientToken,
      type,
      stack,
      deployment,
      onStackFailure,
      changes: [],
    };
    state.addChangeSet(Id, changeSet);
    partition.clock.after(REVIEW_SECONDS, () => review(changeSet, state));
    return { Id, StackId: stack.id };
  },
});

/** The stack that a change set is for; none when executing it is to make one. */
function stackFor(
  { StackName, ChangeSetName, ChangeSetType }: InputOf<CreateChangeSetCommand>,
  state: CloudFormationState,
): Stack | undefined {
  if (ChangeSetType !== 'CREATE') return state.getLiving(StackName);
  const stack = state.find(StackName);
  if (stack === undefined && !StackName.startsWith('arn:')) return undefined;
  if (stack?.status === 'REVIEW_IN_PROGRESS') return stack;
  throw validationError(
    `Stack [${StackName}] already exists and cannot be created again with the changeSet [${ChangeSetName}].`,
  );
}

/** Works out what a change set would do; a defect of the deployment is the change set's reason. */
function review(changeSet: ChangeSet, state: CloudFormationState): void {
  const { summary, stack, deployment, type } = changeSet;
  try {
    changeSet.changes = changesOf(stack, deployment, state);
    if (type === 'UPDATE' && !hasUpdates(stack, deployment, state)) {
      throw validationError(NO_CHANGES);
    }
    summary.Status = 'CREATE_COMPLETE';
    summary.ExecutionStatus = 'AVAILABLE';
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    summary.Status = 'FAILED';
    summary.StatusReason = error.message;
  }
}
