import type { Violation } from '../action.ts';
import { AwsError } from '../errors.ts';

/** STS's answer to an input that breaks rules: every failed constraint. */
export function invalid(violations: readonly Violation[]): AwsError {
  const found = violations.map(
    ({ path, value, constraint }) =>
      `Value '${value}' at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  const noun = found.length === 1 ? 'validation error' : 'validation errors';
  return new AwsError('ValidationError', `${found.length} ${noun} detected: ${found.join('; ')}`);
}

export function notImplemented(what: string): AwsError {
  return new AwsError('ValidationError', `Local AWS does not implement ${what}`);
}
