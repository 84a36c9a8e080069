import type { ChangeSet } from './change-set.ts';
import { noChangeSet, noStack, validationError } from './errors.ts';
import type { CloudFormationState } from './state.ts';

/**
 * A change set by its id, or by its name and its stack.
 *
 * @throws {AwsError} ChangeSetNotFoundException, or ValidationError when the stack is missing
 */
export function findChangeSet(
  state: CloudFormationState,
  nameOrId: string,
  stackNameOrId: string | undefined,
): ChangeSet {
  if (nameOrId.startsWith('arn:')) {
    const changeSet = state.changeSets.get(nameOrId);
    if (changeSet === undefined) throw noChangeSet(nameOrId);
    return changeSet;
  }
  if (stackNameOrId === undefined) {
    throw validationError(
      'StackName must be specified if ChangeSetName is not specified as an ARN.',
    );
  }
  const stack = state.find(stackNameOrId);
  if (stack === undefined) throw noStack(stackNameOrId);
  for (const changeSet of state.changeSets.values()) {
    if (changeSet.stack === stack && changeSet.name === nameOrId) return changeSet;
  }
  throw noChangeSet(nameOrId);
}
