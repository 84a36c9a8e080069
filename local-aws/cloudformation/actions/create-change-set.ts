import type {
  ChangeSetType,
  CreateChangeSetInput,
  CreateChangeSetOutput,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { AwsError } from '../../errors.ts';
import type { ChangeSet } from '../change-set.ts';
import { deploymentFrom } from '../deployment.ts';
import { checkUpdatable } from '../engine/begin-update.ts';
import { changesOf, hasUpdates } from '../engine/changes.ts';
import { checkDeployment } from '../engine/check-deployment.ts';
import { noStack, notImplemented, validationError } from '../errors.ts';
import { newChangeSetId, newStackId } from '../names.ts';
import { changeSetName, deploymentRules, stackNameOrId } from '../rules.ts';
import { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';

/** How long a change set is looked at before it can be executed. */
const REVIEW_SECONDS = 1;
const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

export const createChangeSet = defineAction<
  CloudFormationState,
  CreateChangeSetInput,
  CreateChangeSetOutput
>({
  rules: {
    StackName: stackNameOrId,
    ChangeSetName: changeSetName,
    ...deploymentRules,
    ClientToken: { minLength: 1, maxLength: 128 },
    Description: { minLength: 1, maxLength: 1024 },
    ChangeSetType: { values: ['CREATE', 'UPDATE', 'IMPORT'] },
    OnStackFailure: { values: ['DO_NOTHING', 'ROLLBACK', 'DELETE'] },
  },
  unsupported: [
    'TemplateURL',
    'ResourceTypes',
    'RoleARN',
    'ResourcesToImport',
    'DeploymentMode',
    'ClientToken',
  ],
  run(input, call) {
    const { state, partition } = call;
    const { ChangeSetName: name, ChangeSetType: type = 'UPDATE' } = input;
    if (type === 'IMPORT') throw notImplemented('change sets of type IMPORT');
    if (input.IncludeNestedStacks === true) throw notImplemented('IncludeNestedStacks');
    if (input.ImportExistingResources === true) throw notImplemented('ImportExistingResources');
    const found = findStack(state, input.StackName, type, name);
    const deployment = deploymentFrom(input, found?.deployment);
    if (found !== undefined && type === 'UPDATE') checkUpdatable(found);
    const stack = found ?? new Stack(newStackId(call, input.StackName), input.StackName, call);
    checkDeployment(stack, deployment, state);

    if (found === undefined) {
      state.forgetOld(partition.clock.now());
      stack.begin('REVIEW_IN_PROGRESS');
      state.stacks.set(stack.id, stack);
    }
    const changeSet: ChangeSet = {
      id: newChangeSetId(call, name),
      name,
      type,
      stack,
      description: input.Description,
      deployment,
      creationMs: partition.clock.now(),
      onStackFailure: input.OnStackFailure,
      changes: [],
      status: 'CREATE_IN_PROGRESS',
      statusReason: undefined,
      executionStatus: 'UNAVAILABLE',
    };
    state.changeSets.set(changeSet.id, changeSet);
    partition.clock.after(REVIEW_SECONDS, () => review(changeSet, state));
    return { Id: changeSet.id, StackId: stack.id };
  },
});

function findStack(
  state: CloudFormationState,
  nameOrId: string,
  type: ChangeSetType,
  name: string,
): Stack | undefined {
  const stack = state.find(nameOrId);
  if (type === 'CREATE') {
    if (stack === undefined && !nameOrId.startsWith('arn:')) return undefined;
    if (stack?.status !== 'REVIEW_IN_PROGRESS') {
      throw validationError(
        `Stack [${nameOrId}] already exists and cannot be created again with the changeSet [${name}].`,
      );
    }
  }
  if (stack === undefined || stack.isDeleted) throw noStack(nameOrId);
  for (const other of state.changeSets.values()) {
    if (other.stack === stack && other.name === name) {
      throw new AwsError('AlreadyExistsException', `ChangeSet [${name}] already exists`);
    }
  }
  return stack;
}

/** Works out what a change set would do; a defect of the deployment is the change set's reason. */
function review(changeSet: ChangeSet, state: CloudFormationState): void {
  const { stack, deployment, type } = changeSet;
  try {
    changeSet.changes = changesOf(stack, deployment, state);
    const isEmpty = type === 'UPDATE' && !hasUpdates(stack, deployment, state);
    changeSet.status = isEmpty ? 'FAILED' : 'CREATE_COMPLETE';
    changeSet.statusReason = isEmpty ? NO_CHANGES : undefined;
    changeSet.executionStatus = isEmpty ? 'UNAVAILABLE' : 'AVAILABLE';
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    changeSet.status = 'FAILED';
    changeSet.statusReason = error.message;
  }
}
