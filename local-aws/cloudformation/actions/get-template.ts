import type { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import type { InputOf } from '../../action.ts';
import { define } from '../define.ts';
import { validationError } from '../errors.ts';
import { changeSetNameOrId, stackNameOrId } from '../rules.ts';
import type { Deployment } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';

export const getTemplate = define<GetTemplateCommand>({
  rules: {
    StackName: stackNameOrId,
    ChangeSetName: changeSetNameOrId,
    TemplateStage: { values: ['Original', 'Processed'] },
  },
  run(input, { state }) {
    return {
      // without macros a processed template is the original one
      TemplateBody: deploymentOf(input, state)?.template.body ?? '',
      StagesAvailable: ['Original', 'Processed'],
    };
  },
});

function deploymentOf(
  { StackName, ChangeSetName }: InputOf<GetTemplateCommand>,
  state: CloudFormationState,
): Deployment | undefined {
  if (ChangeSetName !== undefined) return state.getChangeSet(ChangeSetName, StackName).deployment;
  if (StackName !== undefined) return state.get(StackName).deployment;
  throw validationError('StackName is required if ChangeSetName is not specified.');
}
