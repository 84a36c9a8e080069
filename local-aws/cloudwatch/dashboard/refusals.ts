import { AwsError } from '../../errors.ts';
import { invalidValue } from '../refusals.ts';
import type { Finding } from './findings.ts';

/** The members that PutDashboard answers findings in. */
export function messagesOf(findings: readonly Finding[]) {
  return findings.map(({ dataPath, message }) => ({ DataPath: dataPath, Message: message }));
}

/** Query code `InvalidParameterInput`. The sentence carries the findings, as AWS prints them. */
export function invalidBody(errors: readonly Finding[]): AwsError {
  const message = `The dashboard body is invalid, there are ${errors.length} validation errors:\n${JSON.stringify(errors, undefined, 2)}`;
  return new AwsError('DashboardInvalidInputError', message, {
    members: { dashboardValidationMessages: messagesOf(errors) },
  });
}

export function notJson(): AwsError {
  return new AwsError(
    'DashboardInvalidInputError',
    'The field DashboardBody must be a valid JSON object',
  );
}

/** Query code `ResourceNotFound`. */
export function dashboardNotFound(message: string): AwsError {
  return new AwsError('DashboardNotFoundError', message, { statusCode: 404 });
}

/** @throws {AwsError} for a name that AWS takes for no dashboard. Source: API reference, PutDashboard. */
export function checkName(name: string): void {
  if (/^[A-Za-z0-9_-]{1,255}$/.test(name)) return;
  throw invalidValue(
    name.length > 255
      ? 'The parameter DashboardName must be shorter than 256 characters.'
      : `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n`,
  );
}

export function dashboardArn(account: string, name: string): string {
  return `arn:aws:cloudwatch::${account}:dashboard/${name}`;
}
