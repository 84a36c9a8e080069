import type { Violation } from '../action.ts';
import { AwsError } from '../errors.ts';

/** Kinesis's ValidationException: every failed constraint in one sentence. */
export function invalid(violations: readonly Violation[]): AwsError {
  const found = violations.map(
    ({ path, value, constraint }) =>
      `Value ${shown(value)}at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  const noun = found.length === 1 ? 'validation error' : 'validation errors';
  return new AwsError(
    'ValidationException',
    `${found.length} ${noun} detected: ${found.join('; ')}`,
  );
}

/** With a space behind it; nothing for a blob and what holds blobs: AWS does not repeat those. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return 'null ';
  if (Array.isArray(value)) {
    return value.every(isScalar) ? `'[${value.join(', ')}]' ` : '';
  }
  if (typeof value !== 'object') return `'${value}' `;
  if (value instanceof Uint8Array || !Object.values(value).every(isScalar)) return '';
  const members = Object.entries(value).map(([key, member]) => `${key}=${member}`);
  return `'{${members.join(', ')}}' `;
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object';
}
