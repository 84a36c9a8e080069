import type { UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { stackNameOrId } from '../rules.ts';

export const updateTerminationProtection = define<UpdateTerminationProtectionCommand>({
  rules: { StackName: stackNameOrId },
  run({ StackName, EnableTerminationProtection }, { state }) {
    const stack = state.getLiving(StackName);
    stack.terminationProtection = EnableTerminationProtection;
    return { StackId: stack.id };
  },
});
