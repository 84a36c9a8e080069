import { isThrottlingError, isTransientError, retryMiddlewareOptions } from '@smithy/core/retry';
import type { MiddlewareStack, SdkError } from '@smithy/types';

/**
 * What a failed request calls for: `throttled` and `transient` ones are worth another try, `final`
 * ones fail again however often they are sent. Classified as the SDK itself does.
 */
export type Failure = 'throttled' | 'transient' | 'final';

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return 'final';
  const sdkError = error as SdkError; // an Error with optional members
  if (isThrottlingError(sdkError) || error.name === 'KMSThrottlingException') return 'throttled';
  return isTransientError(sdkError) ? 'transient' : 'final';
}

/**
 * The same command, sent once: without the SDK's own retries, which wait in real time, know
 * nothing of a count, and would hide a throttle that the workshop wants to show.
 */
export function withoutSdkRetries<Command extends { readonly middlewareStack: object }>(
  command: Command,
): Command {
  // The command's own types play no part in a middleware that passes everything on.
  const stack = command.middlewareStack as MiddlewareStack<object, object>;
  stack.add((next) => next, retryMiddlewareOptions);
  return command;
}
