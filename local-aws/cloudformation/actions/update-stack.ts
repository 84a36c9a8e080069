import type { UpdateStackInput, UpdateStackOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { deploymentFrom } from '../deployment.ts';
import { beginUpdate, checkUpdatable } from '../engine/begin-update.ts';
import { hasUpdates } from '../engine/changes.ts';
import { checkDeployment } from '../engine/check-deployment.ts';
import { noStack, validationError } from '../errors.ts';
import { clientRequestToken, deploymentRules, stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';
import { isRepeated, useToken } from '../tokens.ts';

export const updateStack = defineAction<CloudFormationState, UpdateStackInput, UpdateStackOutput>({
  rules: {
    StackName: stackNameOrId,
    ...deploymentRules,
    ClientRequestToken: clientRequestToken,
  },
  unsupported: [
    'TemplateURL',
    'StackPolicyDuringUpdateBody',
    'StackPolicyDuringUpdateURL',
    'ResourceTypes',
    'RoleARN',
    'StackPolicyBody',
    'StackPolicyURL',
  ],
  run(input, call) {
    const { state } = call;
    const stack = state.find(input.StackName);
    if (stack === undefined || stack.isDeleted) throw noStack(input.StackName);
    const token = input.ClientRequestToken;
    if (isRepeated(stack, 'UpdateStack', token)) return { StackId: stack.id };
    const deployment = deploymentFrom(input, stack.deployment);
    checkUpdatable(stack);
    checkDeployment(stack, deployment, state);
    if (!hasUpdates(stack, deployment, state)) {
      throw validationError('No updates are to be performed.');
    }
    useToken(stack, 'UpdateStack', token);
    beginUpdate(stack, deployment, state, call, {
      disableRollback: input.DisableRollback === true,
      retainExceptOnCreate: input.RetainExceptOnCreate === true,
    });
    return { StackId: stack.id };
  },
});
