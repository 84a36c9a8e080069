import { AwsError } from '../../errors.ts';

export interface Dashboard {
  /** verbatim, as it was put */
  readonly body: string;
  /** cloud milliseconds */
  readonly lastModifiedMs: number;
  readonly tags: Map<string, string>;
}

export function dashboardArn(account: string, name: string): string {
  return `arn:aws:cloudwatch::${account}:dashboard/${name}`;
}

/** Query code `ResourceNotFound`. */
export function dashboardNotFound(message: string): AwsError {
  return new AwsError('DashboardNotFoundError', message, { statusCode: 404 });
}
