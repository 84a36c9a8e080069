import { createHash } from 'node:crypto';
import type { Caller } from '../caller.ts';

/** The user that every client of a local AWS is who has assumed no role, whatever its keys. */
const USER_NAME = 'local';

/** Who calls, as STS tells it. */
export function identityOf({ account, region, session }: Caller): {
  readonly Arn: string;
  readonly UserId: string;
} {
  if (session === undefined) {
    const Arn = `arn:${partitionOf(region)}:iam::${account}:user/${USER_NAME}`;
    return { Arn, UserId: uniqueId('AIDA', account) };
  }
  return assumedRole({ account, region }, session);
}

/** The ARN and id of a session of a role. */
export function assumedRole(
  { account, region }: Pick<Caller, 'account' | 'region'>,
  { roleName, sessionName }: NonNullable<Caller['session']>,
): { readonly Arn: string; readonly UserId: string } {
  const assumed = `assumed-role/${roleName}/${sessionName}`;
  return {
    Arn: `arn:${partitionOf(region)}:sts::${account}:${assumed}`,
    UserId: `${uniqueId('AROA', `${account} ${roleName}`)}:${sessionName}`,
  };
}

/** A prefix and 17 characters, as IAM makes them; the same one for the same thing at all times. */
function uniqueId(prefix: string, of: string): string {
  const digest = createHash('sha256').update(of).digest('hex').toUpperCase();
  return `${prefix}${digest.slice(0, 17)}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
