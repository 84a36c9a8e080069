import type { GetTemplateInput, GetTemplateOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { noStackWithId, validationError } from '../errors.ts';
import { findChangeSet } from '../find-change-set.ts';
import { changeSetNameOrId, stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';

export const getTemplate = defineAction<CloudFormationState, GetTemplateInput, GetTemplateOutput>({
  rules: {
    StackName: stackNameOrId,
    ChangeSetName: changeSetNameOrId,
    TemplateStage: { values: ['Original', 'Processed'] },
  },
  run({ StackName, ChangeSetName }, { state }) {
    return {
      TemplateBody: templateBody(state, StackName, ChangeSetName),
      StagesAvailable: ['Original', 'Processed'],
    };
  },
});

/** Without macros a processed template is the original one. */
function templateBody(
  state: CloudFormationState,
  stackName: string | undefined,
  changeSetName: string | undefined,
): string {
  if (changeSetName !== undefined) {
    return findChangeSet(state, changeSetName, stackName).deployment.template.body;
  }
  if (stackName === undefined) {
    throw validationError('StackName is required if ChangeSetName is not specified.');
  }
  const stack = state.find(stackName);
  if (stack === undefined) throw noStackWithId(stackName);
  return stack.deployment?.template.body ?? '';
}
