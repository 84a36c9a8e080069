import type { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../errors.ts';
import { define } from '../define.ts';
import { deploymentFrom } from '../deployment.ts';
import { begin, isRepeated, type Operation } from '../engine/begin.ts';
import { checkDeployment } from '../engine/check-deployment.ts';
import { createStack as creation } from '../engine/create-stack.ts';
import { validationError } from '../errors.ts';
import { newStackId } from '../names.ts';
import { clientRequestToken, deploymentRules, newName } from '../rules.ts';
import { Stack } from '../stack.ts';

export const createStack = define<CreateStackCommand>({
  rules: {
    StackName: newName,
    ...deploymentRules,
    OnFailure: { values: ['DO_NOTHING', 'ROLLBACK', 'DELETE'] },
    ClientRequestToken: clientRequestToken,
  },
  unsupported: [
    'TemplateURL',
    'TimeoutInMinutes',
    'ResourceTypes',
    'RoleARN',
    'StackPolicyBody',
    'StackPolicyURL',
  ],
  run(input, call) {
    const { state } = call;
    const { StackName: name, OnFailure, DisableRollback } = input;
    const operation: Operation = { name: 'CreateStack', token: input.ClientRequestToken };
    const existing = state.find(name);
    if (existing !== undefined && isRepeated(existing, operation)) return { StackId: existing.id };
    if (OnFailure !== undefined && DisableRollback !== undefined) {
      throw validationError('You can specify either DisableRollback or OnFailure, but not both.');
    }
    const deployment = deploymentFrom(input);
    if (existing !== undefined && existing.status !== 'REVIEW_IN_PROGRESS') {
      throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
    }
    const stack = existing ?? new Stack(newStackId(call, name), name, call);
    checkDeployment(stack, deployment, state);

    if (existing === undefined) state.add(stack);
    state.makeObsolete(stack);
    stack.terminationProtection = input.EnableTerminationProtection === true;
    stack.onFailure = DisableRollback === true ? 'DO_NOTHING' : (OnFailure ?? 'ROLLBACK');
    stack.retainExceptOnCreate = input.RetainExceptOnCreate === true;
    begin(stack, operation, call, 'CREATE_IN_PROGRESS', creation(stack, deployment, state));
    return { StackId: stack.id };
  },
});
