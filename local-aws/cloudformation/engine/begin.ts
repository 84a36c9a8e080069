import type { StackStatus } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../errors.ts';
import type { Owner, Stack } from '../stack.ts';
import { start, type Work } from './work.ts';

/** What a client asks of a stack, and its token for the case that it asks twice. */
export interface Operation {
  readonly name: 'CreateStack' | 'UpdateStack' | 'DeleteStack' | 'ExecuteChangeSet';
  readonly token: string | undefined;
}

/**
 * Whether a request is the repetition of one that has been accepted, and so is to do nothing.
 *
 * @throws {AwsError} TokenAlreadyExistsException when the token was another operation's
 */
export function isRepeated(stack: Stack | undefined, { name, token }: Operation): boolean {
  const used = token === undefined ? undefined : stack?.tokens.get(token);
  if (used === undefined || used === name) return used === name;
  throw new AwsError(
    'TokenAlreadyExistsException',
    `The client request token ${token} has already been used for this stack. Retry the request with a different client request token`,
  );
}

/** Accepts an operation on a stack: its first event, and the rest in cloud time. */
export function begin(
  stack: Stack,
  { name, token }: Operation,
  owner: Owner,
  status: StackStatus,
  work: Work,
): void {
  stack.stopOperation();
  stack.owner = owner;
  stack.token = token;
  if (token !== undefined) stack.tokens.set(token, name);
  stack.stackEvent(status, 'User Initiated');
  stack.stopOperation = start(owner.partition.clock, work);
}
