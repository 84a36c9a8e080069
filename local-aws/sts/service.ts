import { defineService } from '../action.ts';
import { getCallerIdentity } from './actions/get-caller-identity.ts';
import { invalid, notImplemented } from './invalid.ts';
import type { StsState } from './state.ts';

export const sts = defineService<StsState>({
  name: 'sts',
  signingName: 'sts',
  apiVersion: '2011-06-15',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  schemas: () => import('@aws-sdk/client-sts'),
  actions: { GetCallerIdentity: getCallerIdentity },
  createState: () => ({}),
  invalid,
  notImplemented,
});
