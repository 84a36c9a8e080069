import type {
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { noStack } from '../errors.ts';
import { stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';

export const updateTerminationProtection = defineAction<
  CloudFormationState,
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput
>({
  rules: { StackName: stackNameOrId },
  run({ StackName, EnableTerminationProtection }, { state }) {
    const stack = state.find(StackName);
    if (stack === undefined || stack.isDeleted) throw noStack(StackName);
    stack.terminationProtection = EnableTerminationProtection;
    return { StackId: stack.id };
  },
});
