import { createHash } from 'node:crypto';
import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { type Call, defineAction } from '../../action.ts';
import type { CloudFormationState } from '../../cloudformation/state.ts';
import type { JsonObject } from '../../cloudformation/template/json.ts';
import { AwsError } from '../../errors.ts';
import { assumedRole, identityOf } from '../identity.ts';
import { sealSession } from '../session.ts';
import type { StsState } from '../state.ts';

/** Source: AssumeRole in the API reference. */
const DEFAULT_SECONDS = 3_600;
const ROLE_ARN =
  /^arn:aws(?:-cn|-us-gov)?:iam::(?<account>\d{12}):role(?<path>\/(?:.+\/)?)(?<name>[^/]+)$/;

/**
 * Credentials for a role that a stack has recorded. There are no policies here: anybody may assume
 * it, and do anything with it. Its account is the access key id, as for all clients of a local AWS.
 */
export const assumeRole = defineAction<StsState, AssumeRoleRequest, AssumeRoleResponse>({
  rules: {
    RoleArn: { minLength: 20, maxLength: 2048 },
    RoleSessionName: { minLength: 2, maxLength: 64, pattern: '[\\w+=,.@-]*' },
    DurationSeconds: { min: 900, max: 43_200 },
  },
  unsupported: [
    'ExternalId',
    'Policy',
    'PolicyArns',
    'ProvidedContexts',
    'SerialNumber',
    'SourceIdentity',
    'Tags',
    'TokenCode',
    'TransitiveTagKeys',
  ],
  // it changes nothing: the session is in its token
  changes: 'data',
  run({ RoleArn, RoleSessionName: sessionName, DurationSeconds = DEFAULT_SECONDS }, call) {
    const { account = '', path = '/', name = '' } = ROLE_ARN.exec(RoleArn)?.groups ?? {};
    if (name === '') throw new AwsError('ValidationError', `${RoleArn} is invalid`);
    const role = findRole(call, account, name);
    if (role === undefined || (role.Path ?? '/') !== path) throw denied(call, RoleArn);
    if (DurationSeconds > Number(role.MaxSessionDuration ?? DEFAULT_SECONDS)) {
      throw new AwsError(
        'ValidationError',
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      );
    }
    const { chance, clock } = call.partition;
    const expiresMs = clock.now() + DurationSeconds * 1000;
    const session = { roleName: name, sessionName, expiresMs };
    const token = sealSession(chance, session);
    const { Arn, UserId } = assumedRole({ account, region: call.region }, session);
    return {
      Credentials: {
        AccessKeyId: account,
        SecretAccessKey: createHash('sha256').update(token).digest('base64').slice(0, 40),
        SessionToken: token,
        Expiration: new Date(expiresMs),
      },
      AssumedRoleUser: { Arn, AssumedRoleId: UserId },
    };
  },
});

/** The properties of a role that is in a stack of the account, in whichever region. */
function findRole(
  { partition }: Call<StsState>,
  account: string,
  roleName: string,
): JsonObject | undefined {
  const kind = { name: 'cloudformation' };
  for (const { livingStacks } of partition.statesIn<CloudFormationState>(kind, account)) {
    for (const { presentResources } of livingStacks) {
      const role = presentResources.find(
        ({ type, physicalId }) => type === 'AWS::IAM::Role' && physicalId === roleName,
      );
      if (role !== undefined) return role.properties;
    }
  }
  return undefined;
}

/** A role that is not there is denied like one that does not trust the caller. */
function denied(call: Call<StsState>, roleArn: string): AwsError {
  const message = `User: ${identityOf(call).Arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  return new AwsError('AccessDenied', message, { statusCode: 403 });
}
