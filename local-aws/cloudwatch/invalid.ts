import type { Violation } from '../action.ts';
import { AwsError } from '../errors.ts';

/** CloudWatch's answer to an input that breaks rules: a missing member by name, or every failed constraint. */
export function invalid(violations: readonly Violation[]): AwsError {
  const missing = violations.find(({ constraint }) => constraint === 'Member must not be null');
  if (missing !== undefined) {
    const message = `The parameter ${memberAsSent(missing.path)} is required.`;
    return new AwsError('MissingRequiredParameterException', message, { members: { message } });
  }
  const found = violations.map(
    ({ path, value, constraint }) =>
      `Value '${shown(value)}' at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  const noun = found.length === 1 ? 'validation error' : 'validation errors';
  return new AwsError('ValidationError', `${found.length} ${noun} detected: ${found.join('; ')}`);
}

/** `metricData.1.member.metricName` as the documentation writes it: `MetricData.member.1.MetricName`. */
function memberAsSent(path: string): string {
  return path
    .replace(/(\d+)\.member/g, 'member.$1')
    .split('.')
    .map((step) => (step === 'member' ? step : step.charAt(0).toUpperCase() + step.slice(1)))
    .join('.');
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
