import { AwsError } from '../errors.ts';
import type { Stack } from './stack.ts';

export type TokenOperation = 'CreateStack' | 'UpdateStack' | 'DeleteStack' | 'ExecuteChangeSet';

/**
 * Whether a request is the repetition of one that has been accepted, and so is to do nothing.
 *
 * @throws {AwsError} TokenAlreadyExistsException when the token was another operation's
 */
export function isRepeated(
  stack: Stack,
  operation: TokenOperation,
  token: string | undefined,
): boolean {
  const used = token === undefined ? undefined : stack.tokens.get(token);
  if (used === undefined || used === operation) return used === operation;
  throw new AwsError(
    'TokenAlreadyExistsException',
    `The client request token ${token} has already been used for this stack. Retry the request with a different client request token`,
  );
}

/** Makes a token the one of the operation that begins now. */
export function useToken(stack: Stack, operation: TokenOperation, token: string | undefined): void {
  stack.token = token;
  if (token !== undefined) stack.tokens.set(token, operation);
}
