import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { defineAction } from '../../action.ts';
import { identityOf } from '../identity.ts';
import type { StsState } from '../state.ts';

export const getCallerIdentity = defineAction<
  StsState,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse
>({
  run(_input, caller) {
    return { Account: caller.account, ...identityOf(caller) };
  },
});
