import type { Workshop } from '../contract.ts';
import { ROLE_CAPABILITY, type StackSpecification } from './deploy-stack.ts';

/**
 * The AWS CLI command that creates a stack or brings it up to date, and waits for it. A value is
 * pasted as it is: it may hold a command of its own.
 */
export function deployCommand(
  { cloud, config }: Workshop,
  { name, template, parameters, hasRole }: StackSpecification,
): string {
  const overrides = Object.entries(parameters)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
  const capabilities = hasRole === true ? ` --capabilities ${ROLE_CAPABILITY}` : '';
  return `aws cloudformation deploy --stack-name ${name} --template-file templates/${template} --parameter-overrides ${overrides}${capabilities} --tags ${config.tag.key}=${config.tag.value} --no-fail-on-empty-changeset ${cloud.cliOptions}`;
}
