import type { CreateStackInput, CreateStackOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { AwsError } from '../../errors.ts';
import { deploymentFrom } from '../deployment.ts';
import { beginCreate } from '../engine/begin-create.ts';
import { checkDeployment } from '../engine/check-deployment.ts';
import { validationError } from '../errors.ts';
import { newStackId } from '../names.ts';
import { clientRequestToken, deploymentRules, newStackName } from '../rules.ts';
import { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { isRepeated, useToken } from '../tokens.ts';

export const createStack = defineAction<CloudFormationState, CreateStackInput, CreateStackOutput>({
  rules: {
    StackName: newStackName,
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
    const { state, partition } = call;
    const { StackName: name, ClientRequestToken: token, OnFailure, DisableRollback } = input;
    const existing = state.findByName(name);
    if (existing !== undefined && isRepeated(existing, 'CreateStack', token)) {
      return { StackId: existing.id };
    }
    if (OnFailure !== undefined && DisableRollback !== undefined) {
      throw validationError('You can specify either DisableRollback or OnFailure, but not both.');
    }
    const deployment = deploymentFrom(input);
    if (existing !== undefined && existing.status !== 'REVIEW_IN_PROGRESS') {
      throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
    }
    const id = existing?.id ?? newStackId(call, name);
    checkDeployment({ id, name, owner: call, resources: new Map() }, deployment, state);

    state.forgetOld(partition.clock.now());
    const stack = existing ?? new Stack(id, name, call);
    state.stacks.set(id, stack);
    useToken(stack, 'CreateStack', token);
    stack.terminationProtection = input.EnableTerminationProtection === true;
    beginCreate(stack, deployment, state, call, {
      onFailure: DisableRollback === true ? 'DO_NOTHING' : (OnFailure ?? 'ROLLBACK'),
      retainExceptOnCreate: input.RetainExceptOnCreate === true,
    });
    return { StackId: id };
  },
});
