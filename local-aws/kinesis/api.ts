import type { Api } from '../action.ts';

export const api: Api = {
  name: 'kinesis',
  signingName: 'kinesis',
  targetPrefix: 'Kinesis_20131202',
  apiVersion: '2013-12-02',
  xmlNamespace: 'http://kinesis.amazonaws.com/doc/2013-12-02',
};
