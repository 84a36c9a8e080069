import type { Violation } from '../action.ts';
import type { AwsError } from '../errors.ts';
import { missingParameter, validationError } from './refusals.ts';
import { isRequired } from './sentences.ts';

/** The members that CloudWatch's metric operations look at themselves, before their framework does. */
const METRIC_MEMBERS = ['namespace', 'metricName', 'metricData', 'startTime', 'endTime', 'period'];
const QUERIES = 'metricDataQueries';

/**
 * CloudWatch's answer to an input that breaks rules. Missing members of metric operations are
 * named in `MissingParameter`, and in `ValidationError` where they belong to GetMetricData's
 * queries; all else is the framework's list of failed constraints, as PutDashboard and
 * SetAlarmState were seen to answer.
 */
export function invalid(violations: readonly Violation[]): AwsError {
  const missing = violations.filter(({ constraint }) => constraint === 'Member must not be null');
  const ofMetrics = missing.filter(({ path }) => METRIC_MEMBERS.includes(rootOf(path)));
  if (ofMetrics.length > 0) return missingParameter(areRequired(ofMetrics).join('\n'));
  const ofQueries = missing.filter(({ path }) => rootOf(path) === QUERIES);
  if (ofQueries.length > 0) return validationError(`${areRequired(ofQueries).join('\n')}\n`);
  const noun = violations.length === 1 ? 'validation error' : 'validation errors';
  const found = violations.map(
    ({ path, value, constraint }) =>
      `Value ${shown(value)} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  return validationError(`${found.length} ${noun} detected: ${found.join('; ')}`);
}

function rootOf(path: string): string {
  return path.split('.')[0] ?? '';
}

function areRequired(missing: readonly Violation[]): string[] {
  return missing.map(({ path }) => isRequired(memberAsSent(path)));
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
  if (value === null || value === undefined) return 'null';
  return `'${typeof value === 'object' ? JSON.stringify(value) : String(value)}'`;
}
