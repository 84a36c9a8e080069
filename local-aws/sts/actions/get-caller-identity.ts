import { createHash } from 'node:crypto';
import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { defineAction } from '../../action.ts';
import type { StsState } from '../state.ts';

/** The user that every client of a local AWS is, whatever its keys. */
const USER_NAME = 'local';

export const getCallerIdentity = defineAction<
  StsState,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse
>({
  run(_input, { account, region }) {
    return {
      Account: account,
      Arn: `arn:${partitionOf(region)}:iam::${account}:user/${USER_NAME}`,
      UserId: userId(account),
    };
  },
});

/** `AIDA` and 17 characters, as an IAM user has; the same one for an account at all times. */
function userId(account: string): string {
  const digest = createHash('sha256').update(account).digest('hex').toUpperCase();
  return `AIDA${digest.slice(0, 17)}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
