import type { Violation } from '../action.ts';
import type { AwsError } from '../errors.ts';
import { validationError } from './errors.ts';

/** CloudFormation's answer to an input that breaks rules: every failed constraint. */
export function invalid(violations: readonly Violation[]): AwsError {
  const found = violations.map(({ path, value, constraint }) => {
    const shown = value === null ? 'null' : `'${text(value)}'`;
    return `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
  });
  const noun = found.length === 1 ? 'validation error' : 'validation errors';
  return validationError(`${found.length} ${noun} detected: ${found.join('; ')}`);
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
