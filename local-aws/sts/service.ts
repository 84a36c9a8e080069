import { defineService } from '../action.ts';
import { assumeRole } from './actions/assume-role.ts';
import { getCallerIdentity } from './actions/get-caller-identity.ts';
import { api } from './api.ts';
import { invalid, notImplemented } from './invalid.ts';
import type { StsState } from './state.ts';

export const sts = defineService<StsState>({
  ...api,
  schemas: () => import('@aws-sdk/client-sts'),
  actions: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
  createState: () => ({ isEmpty: true }),
  invalid,
  notImplemented,
});
