import { defineService } from '../action.ts';
import { invalid } from './invalid.ts';
import { CloudWatchState } from './state.ts';

export const cloudwatch = defineService<CloudWatchState>({
  name: 'cloudwatch',
  signingName: 'monitoring',
  targetPrefix: 'GraniteServiceVersion20100801',
  rpcName: 'GraniteServiceVersion20100801',
  apiVersion: '2010-08-01',
  xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  schemas: () => import('@aws-sdk/client-cloudwatch'),
  actions: {},
  createState: () => new CloudWatchState(),
  invalid,
});
