import type { UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { deploymentFrom } from '../deployment.ts';
import { begin, isRepeated, type Operation } from '../engine/begin.ts';
import { hasUpdates } from '../engine/changes.ts';
import { checkDeployment } from '../engine/check-deployment.ts';
import { checkUpdatable, updateStack as update } from '../engine/update-stack.ts';
import { validationError } from '../errors.ts';
import { clientRequestToken, deploymentRules, stackNameOrId } from '../rules.ts';

export const updateStack = define<UpdateStackCommand>({
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
    const stack = state.getLiving(input.StackName);
    const operation: Operation = { name: 'UpdateStack', token: input.ClientRequestToken };
    if (isRepeated(stack, operation)) return { StackId: stack.id };
    const deployment = deploymentFrom(input, stack.deployment);
    checkUpdatable(stack);
    checkDeployment(stack, deployment, state);
    if (!hasUpdates(stack, deployment, state)) {
      throw validationError('No updates are to be performed.');
    }
    state.makeObsolete(stack);
    stack.onFailure = input.DisableRollback === true ? 'DO_NOTHING' : 'ROLLBACK';
    stack.retainExceptOnCreate = input.RetainExceptOnCreate === true;
    begin(stack, operation, call, 'UPDATE_IN_PROGRESS', update(stack, deployment, state));
    return { StackId: stack.id };
  },
});
