import type { ChangeSet } from './change-set.ts';
import { noChangeSet, validationError } from './errors.ts';
import type { CloudFormationState } from './state.ts';

/**
 * A change set by its id, or by its name and its stack.
 *
 * @throws {AwsError} ValidationError when the stack is missing
 */
export function findChangeSet(
  state: CloudFormationState,
  nameOrId: string,
  stackNameOrId: string | undefined,
): ChangeSet | undefined {
  if (nameOrId.startsWith('arn:')) return state.changeSets.get(nameOrId);
  if (stackNameOrId !== undefined) {
    return state.changeSetsOf(state.getLiving(stackNameOrId)).find(({ name }) => name === nameOrId);
  }
  throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
}

/** @throws {AwsError} ChangeSetNotFoundException, or ValidationError when the stack is missing */
export function getChangeSet(
  state: CloudFormationState,
  nameOrId: string,
  stackNameOrId: string | undefined,
): ChangeSet {
  const found = findChangeSet(state, nameOrId, stackNameOrId);
  if (found === undefined) throw noChangeSet(nameOrId);
  return found;
}
